<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AddMenu</name>
    <message>
        <source>Add to the message</source>
        <translation>添加到消息</translation>
    </message>
    <message>
        <source>Open a picture or video …</source>
        <translation>打开图片或视频 …</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Part of the screen</source>
        <translation>屏幕的一部分</translation>
    </message>
    <message>
        <source>A window</source>
        <translation>一个窗口</translation>
    </message>
    <message>
        <source>The whole screen</source>
        <translation>整个屏幕</translation>
    </message>
    <message>
        <source>Record the screen</source>
        <translation>录制屏幕</translation>
    </message>
    <message>
        <source>Record a window</source>
        <translation>录制窗口</translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation>草图</translation>
    </message>
    <message>
        <source>Picture of an address …</source>
        <translation>网址的图片 …</translation>
    </message>
    <message>
        <source>Import code …</source>
        <translation>导入代码 …</translation>
    </message>
    <message>
        <source>Import a folder of code …</source>
        <translation>导入代码文件夹…</translation>
    </message>
    <message>
        <source>Screenshot</source>
        <translation>截图</translation>
    </message>
    <message>
        <source>Wait before</source>
        <translation>截图前等待</translation>
    </message>
    <message>
        <source>{seconds} seconds</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>不等待</translation>
    </message>
    <message>
        <source>Wait before: {seconds} s</source>
        <translation>截图前等待：{seconds} 秒</translation>
    </message>
</context>
<context>
    <name>AddressDialog</name>
    <message>
        <source>Type the address of a page, or choose a file.</source>
        <translation>请输入网页地址，或选择一个文件。</translation>
    </message>
    <message>
        <source>An address has at most {count} characters.</source>
        <translation>网址最多 {count} 个字符。</translation>
    </message>
    <message>
        <source>This address contains signs that cannot be seen; type it anew.</source>
        <translation>该网址含有看不见的字符；请重新输入。</translation>
    </message>
    <message>
        <source>“{scheme}:” addresses cannot be opened; http, https and files can.</source>
        <translation>无法打开“{scheme}:”网址；可以打开 http、https 和文件。</translation>
    </message>
    <message>
        <source>This address contains a name or password before an @; leave that part out.</source>
        <translation>该网址的 @ 之前含有用户名或密码；请去掉这一部分。</translation>
    </message>
    <message>
        <source>“{text}” is not an address; it should look like https://example.org.</source>
        <translation>“{text}”不是网址；网址应形如 https://example.org。</translation>
    </message>
    <message>
        <source>“{name}” is not a page; choose a file that ends in .html.</source>
        <translation>“{name}”不是网页；请选择以 .html 结尾的文件。</translation>
    </message>
    <message>
        <source>Picture of an address</source>
        <translation>网址的图片</translation>
    </message>
    <message>
        <source>Address or file</source>
        <translation>网址或文件</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>选择文件 …</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>将会发生什么</translation>
    </message>
    <message>
        <source>Width of the page</source>
        <translation>页面宽度</translation>
    </message>
    <message>
        <source>Take the picture</source>
        <translation>获取图片</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>A web page, or an HTML file on this computer.</source>
        <translation>一个网页，或这台电脑上的 HTML 文件。</translation>
    </message>
    <message>
        <source>This file is drawn on this computer. Nothing is fetched over the network.</source>
        <translation>此文件在这台电脑上绘制，不会从网络获取任何内容。</translation>
    </message>
    <message>
        <source>Moonpane will fetch this one address from {host}, and what the page itself loads, over the network, because you ask for it.</source>
        <translation>应您的要求，Moonpane 会通过网络从 {host} 获取这一个网址，以及该网页自身加载的内容。</translation>
    </message>
    <message>
        <source>Choose a page</source>
        <translation>选择页面</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Tablet</source>
        <translation>平板</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>桌面</translation>
    </message>
    <message>
        <source>{device}, {width} px wide</source>
        <translation>{device}，宽 {width} 像素</translation>
    </message>
    <message>
        <source>Draw it this wide</source>
        <translation>按此宽度绘制</translation>
    </message>
</context>
<context>
    <name>AnnotateDialog</name>
    <message>
        <source>Sketch a page</source>
        <translation>绘制页面草图</translation>
    </message>
    <message>
        <source>Mark the picture</source>
        <translation>在图片上标注</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Use this sketch</source>
        <translation>使用此草图</translation>
    </message>
    <message>
        <source>Use these marks</source>
        <translation>使用这些标注</translation>
    </message>
    <message>
        <source>Arrow keys move, Space draws, Ctrl+Return is done.</source>
        <translation>方向键移动，空格键绘制，Ctrl+Return 完成。</translation>
    </message>
</context>
<context>
    <name>AnswerActions</name>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Let the model go on where it ended</source>
        <translation>让模型从结束处继续</translation>
    </message>
    <message>
        <source>The answer before</source>
        <translation>上一个回答</translation>
    </message>
    <message>
        <source>The next answer</source>
        <translation>下一个回答</translation>
    </message>
    <message>
        <source>Show what followed</source>
        <translation>显示后续内容</translation>
    </message>
    <message>
        <source>Go to the branch that goes on from here</source>
        <translation>转到从这里继续的分支</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新提问</translation>
    </message>
    <message>
        <source>Go on from here in another branch</source>
        <translation>从这里在另一个分支中继续</translation>
    </message>
    <message>
        <source>Answer {number} of {count}</source>
        <translation>第 {number} 个回答，共 {count} 个</translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message>
        <source>What went wrong</source>
        <translation>出了什么问题</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新提问</translation>
    </message>
    <message>
        <source>Waiting for the model …</source>
        <translation>正在等待模型…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>AskedActions</name>
    <message>
        <source>Edit and ask again</source>
        <translation>编辑后重新提问</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>AskedText</name>
    <message>
        <source>Edit what was asked</source>
        <translation>编辑所提的问题</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Return sends, Shift+Return breaks the line, Esc leaves</source>
        <translation>Return 发送，Shift+Return 换行，Esc 退出</translation>
    </message>
</context>
<context>
    <name>Bubble</name>
    <message>
        <source>An answer is still growing</source>
        <translation>回答仍在生成</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Drawing</source>
        <translation>绘图区</translation>
    </message>
</context>
<context>
    <name>CanvasScroll</name>
    <message>
        <source>Page on its canvas</source>
        <translation>画布上的页面</translation>
    </message>
</context>
<context>
    <name>Capture</name>
    <message>
        <source>On Wayland applications cannot look at the screen: the desktop&apos;s own dialog opens, and the picture that you take there comes here.</source>
        <translation>在 Wayland 上应用无法查看屏幕：会打开桌面自己的对话框，您在那里截取的图片会来到这里。</translation>
    </message>
    <message>
        <source>The windows of this desktop cannot be listed; take a region or a screen.</source>
        <translation>无法列出此桌面的窗口；请截取区域或屏幕。</translation>
    </message>
    <message>
        <source>There is no screen here to take a picture of.</source>
        <translation>这里没有可以截取的屏幕。</translation>
    </message>
    <message>
        <source>On Wayland applications do not see other windows; record the screen, and choose there.</source>
        <translation>在 Wayland 上，应用看不到其他窗口；请录制屏幕，并在那里选择。</translation>
    </message>
    <message>
        <source>No window is open that could be recorded; record the screen.</source>
        <translation>没有可录制的窗口；请录制屏幕。</translation>
    </message>
    <message>
        <source>No window is open that a picture could be taken of; take a region or a screen.</source>
        <translation>没有可以截取的窗口；请截取区域或屏幕。</translation>
    </message>
    <message>
        <source>The desktop gave an empty picture; take one with its own tool and paste it here.</source>
        <translation>桌面给出的是空白图片；请用桌面自带的工具截取并粘贴到这里。</translation>
    </message>
    <message>
        <source>The desktop&apos;s picture {path} cannot be read: {why}.</source>
        <translation>无法读取桌面给出的图片 {path}：{why}。</translation>
    </message>
    <message>
        <source>The desktop&apos;s picture {path} is no PNG of at most 50 MB.</source>
        <translation>桌面给出的图片 {path} 不是 50 MB 以内的 PNG。</translation>
    </message>
    <message>
        <source>What was chosen is no longer on the screen; try again.</source>
        <translation>所选内容已不在屏幕上；请重试。</translation>
    </message>
    <message>
        <source>Screenshot {time}</source>
        <translation>截图 {time}</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
</context>
<context>
    <name>CodeCard</name>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy this code</source>
        <translation>复制这段代码</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
</context>
<context>
    <name>CodeHead</name>
    <message>
        <source>Find in this file</source>
        <translation>在此文件中查找</translation>
    </message>
    <message>
        <source>Find (Ctrl+F)</source>
        <translation>查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>长行换行</translation>
    </message>
    <message>
        <source>Wrap long lines (Alt+Z)</source>
        <translation>长行换行（Alt+Z）</translation>
    </message>
    <message>
        <source>Edit this file</source>
        <translation>编辑此文件</translation>
    </message>
    <message>
        <source>Edit by hand; Ctrl+Return applies</source>
        <translation>手动编辑；按 Ctrl+Return 应用</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the source code</source>
        <translation>复制源代码</translation>
    </message>
    <message>
        <source>Copy the whole file</source>
        <translation>复制整个文件</translation>
    </message>
    <message>
        <source>Save page</source>
        <translation>保存页面</translation>
    </message>
    <message>
        <source>Save the page</source>
        <translation>保存页面</translation>
    </message>
    <message>
        <source>Save the page as a file (Ctrl+S)</source>
        <translation>将页面保存为文件（Ctrl+S）</translation>
    </message>
</context>
<context>
    <name>CodePeek</name>
    <message>
        <source>Last lines of the page</source>
        <translation>页面的最后几行</translation>
    </message>
</context>
<context>
    <name>CodeText</name>
    <message>
        <source>Source code of the page</source>
        <translation>页面的源代码</translation>
    </message>
</context>
<context>
    <name>CodeView</name>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>A very long line is shown only in part. Copy and Save take all of it.</source>
        <translation>很长的行只显示一部分。复制和保存会包含全部内容。</translation>
    </message>
    <message>
        <source>Signs that cannot be edited are shown as symbols.</source>
        <translation>无法编辑的字符以符号显示。</translation>
    </message>
</context>
<context>
    <name>ComparePane</name>
    <message>
        <source>There is no mockup to compare with.</source>
        <translation>没有可比较的设计稿。</translation>
    </message>
    <message>
        <source>The page has not been measured yet.</source>
        <translation>页面尚未测量。</translation>
    </message>
    <message>
        <source>An answer is still growing.</source>
        <translation>回答仍在生成。</translation>
    </message>
    <message>
        <source>Mockup</source>
        <translation>设计稿</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>尚无图片</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Page  ·  rendering …</source>
        <translation>页面  ·  正在绘制 …</translation>
    </message>
    <message>
        <source>The page appears here when it is finished</source>
        <translation>页面完成后会显示在这里</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>版本 {number}</translation>
    </message>
    <message>
        <source>It has not been drawn yet</source>
        <translation>尚未绘制</translation>
    </message>
</context>
<context>
    <name>CompareToolbar</name>
    <message>
        <source>Beside each other</source>
        <translation>并排显示</translation>
    </message>
    <message>
        <source>Over each other</source>
        <translation>叠加显示</translation>
    </message>
    <message>
        <source>Swipe from one to the other</source>
        <translation>滑动对比</translation>
    </message>
    <message>
        <source>One after the other</source>
        <translation>交替显示</translation>
    </message>
    <message>
        <source>Over the right picture</source>
        <translation>在右侧图片上</translation>
    </message>
    <message>
        <source>Over the left picture</source>
        <translation>在左侧图片上</translation>
    </message>
    <message>
        <source>Over both pictures</source>
        <translation>在两张图片上</translation>
    </message>
    <message>
        <source>Change the pictures every half second</source>
        <translation>每半秒切换一次图片</translation>
    </message>
    <message>
        <source>Show the other picture (Space)</source>
        <translation>显示另一张图片（Space）</translation>
    </message>
    <message>
        <source>Smaller (-)</source>
        <translation>缩小（-）</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>放大（+）</translation>
    </message>
    <message>
        <source>List where they differ</source>
        <translation>列出不同之处</translation>
    </message>
    <message>
        <source>How much of the right picture is seen</source>
        <translation>右侧图片的可见程度</translation>
    </message>
    <message>
        <source>Place of the divider</source>
        <translation>分隔线的位置</translation>
    </message>
    <message>
        <source>Size of the pictures: {0} %</source>
        <translation>图片大小：{0} %</translation>
    </message>
    <message>
        <source>, fitted</source>
        <translation>，已适应</translation>
    </message>
    <message>
        <source>Show where they differ (Ctrl+D)</source>
        <translation>显示不同之处（Ctrl+D）</translation>
    </message>
    <message>
        <source>Fit (0)</source>
        <translation>适应（0）</translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message>
        <source>Widths</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>at {width} px</source>
        <translation>宽度 {width} 像素</translation>
    </message>
    <message>
        <source>mean of all: {percent}</source>
        <translation>总平均：{percent}</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Why the picture was not accepted</source>
        <translation>图片未被接受的原因</translation>
    </message>
    <message>
        <source>Add a picture, a screenshot, a recording</source>
        <translation>添加图片、截图或录屏</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>转换</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Return converts the picture</source>
        <translation>按回车键转换图片</translation>
    </message>
    <message>
        <source>Drop, paste or capture a mockup</source>
        <translation>拖入、粘贴或截取设计稿</translation>
    </message>
    <message>
        <source>Return converts its first picture</source>
        <translation>按回车键转换它的第一帧</translation>
    </message>
    <message>
        <source>Say what matters, or press Return</source>
        <translation>说明要点，或按回车键</translation>
    </message>
    <message>
        <source>Drop a mockup, or ask something</source>
        <translation>拖入设计稿，或输入问题</translation>
    </message>
    <message>
        <source>Say what is to change</source>
        <translation>说明要修改什么</translation>
    </message>
    <message>
        <source>Draw on it (Return), choose a part (C), take it away (Delete)</source>
        <translation>在上面绘制（Return），选择一部分（C），移除（Delete）</translation>
    </message>
    <message>
        <source>Draw on it (Return), take it away (Delete)</source>
        <translation>在上面绘制（Return），移除（Delete）</translation>
    </message>
</context>
<context>
    <name>ConnectionCard</name>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Command that starts such a server</source>
        <translation>启动此类服务器的命令</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Connect and find out what it can</source>
        <translation>连接并检测其能力</translation>
    </message>
    <message>
        <source>Nothing is sent before you press Connect.</source>
        <translation>在您点击“连接”之前，不会发送任何内容。</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>没有密钥</translation>
    </message>
    <message>
        <source>A key is kept for it</source>
        <translation>已保存密钥</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>A key is kept in a file, not encrypted</source>
        <translation>密钥未加密地保存在文件中</translation>
    </message>
    <message>
        <source>the first one it serves</source>
        <translation>服务器提供的第一个模型</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Pictures and words are sent to {host}.</source>
        <translation>图片和文字会发送到 {host}。</translation>
    </message>
    <message>
        <source>Kimi K2.5 needs about {gpu} GB of GPU memory and {ram} GB of main memory there.</source>
        <translation>在该服务器上运行 Kimi K2.5 大约需要 {gpu} GB 显存和 {ram} GB 内存。</translation>
    </message>
    <message>
        <source>Kimi K2.5 needs about {gpu} GB of GPU memory there.</source>
        <translation>在该服务器上运行 Kimi K2.5 大约需要 {gpu} GB 显存。</translation>
    </message>
    <message>
        <source>It wants a key of your own.</source>
        <translation>需要您自己的密钥。</translation>
    </message>
    <message>
        <source>The address is not encrypted: others on the way can read the key.</source>
        <translation>该地址未加密：途中的其他人可以读到密钥。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
</context>
<context>
    <name>ConsoleList</name>
    <message>
        <source>Lines of the console</source>
        <translation>控制台的内容</translation>
    </message>
</context>
<context>
    <name>ConsolePanel</name>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Show errors</source>
        <translation>显示错误</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Show warnings</source>
        <translation>显示警告</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Show messages</source>
        <translation>显示消息</translation>
    </message>
    <message>
        <source>Copy the lines</source>
        <translation>复制这些行</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>All of the chosen line</source>
        <translation>所选行的全部内容</translation>
    </message>
    <message>
        <source>The page wrote nothing here</source>
        <translation>页面没有在此输出任何内容</translation>
    </message>
    <message>
        <source>The last {} lines are kept</source>
        <translation>保留最后 {} 行</translation>
    </message>
</context>
<context>
    <name>ContextMeter</name>
    <message>
        <source>Context used: {percent}</source>
        <translation>已用上下文：{percent}</translation>
    </message>
    <message>
        <source>{used} of {limit} tokens</source>
        <translation>{used} / {limit} 个词元</translation>
    </message>
    <message>
        <source>Asked so far: {count}</source>
        <translation>至今的提问：{count}</translation>
    </message>
    <message>
        <source>of these, pictures: {count}</source>
        <translation>其中图片：{count}</translation>
    </message>
    <message>
        <source>Last answer: {count}</source>
        <translation>上一个回答：{count}</translation>
    </message>
    <message>
        <source>Left: {count}</source>
        <translation>剩余：{count}</translation>
    </message>
    <message>
        <source>Soon the oldest messages will be left out of what the model sees.</source>
        <translation>最早的消息很快将不再提供给模型。</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>Countdown to the screenshot</source>
        <translation>截图倒计时</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the screenshot</source>
        <translation>取消截图</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%Ln line(s)</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln line(s)</source>
        <translation>
            <numerusform>{done} / %Ln 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln width(s)</source>
        <translation>
            <numerusform>%Ln 种宽度</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Previous 7 days</source>
        <translation>过去 7 天</translation>
    </message>
    <message>
        <source>MMMM</source>
        <comment>a month of this year, in Qt&apos;s date format</comment>
        <translation>M月</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>a month of an earlier year, in Qt&apos;s date format</comment>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>a day of this year, in Qt&apos;s date format</comment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a day of an earlier year, in Qt&apos;s date format</comment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Name of the model</source>
        <translation>模型名称</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Unload</source>
        <translation>卸载</translation>
    </message>
    <message>
        <source>Unload the model and give its memory back</source>
        <translation>卸载模型并释放内存</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the model from the list</source>
        <translation>从列表中移除模型</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>Embedded model</source>
        <translation>内置模型</translation>
    </message>
    <message>
        <source>Load anyway</source>
        <translation>仍然加载</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <source>{stage}: {done} of {total}</source>
        <translation>{stage}：{done} / {total}</translation>
    </message>
    <message>
        <source>A small model that turns pictures into pages, on any computer and without network.</source>
        <translation>把图片变成页面的小模型，可在任何电脑上离线运行。</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>接口</translation>
    </message>
    <message>
        <source>Endpoint, {kind}</source>
        <translation>接口，{kind}</translation>
    </message>
</context>
<context>
    <name>Device</name>
    <message>
        <source>Phones</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Tablets</source>
        <translation>平板</translation>
    </message>
    <message>
        <source>Laptops</source>
        <translation>笔记本电脑</translation>
    </message>
    <message>
        <source>Desktops</source>
        <translation>台式电脑</translation>
    </message>
    <message>
        <source>Small laptop</source>
        <translation>小型笔记本</translation>
    </message>
    <message>
        <source>Full HD screen</source>
        <translation>全高清屏幕</translation>
    </message>
    <message>
        <source>WQHD screen</source>
        <translation>WQHD 屏幕</translation>
    </message>
</context>
<context>
    <name>DiffLines</name>
    <message>
        <source>Differences of the file</source>
        <translation>文件的差异</translation>
    </message>
    <message>
        <source>Equal lines: {}</source>
        <translation>相同的行：{}</translation>
    </message>
    <message>
        <source>Change {} of {}</source>
        <translation>第 {} 处更改，共 {} 处</translation>
    </message>
    <message>
        <source>Removed: {}</source>
        <translation>已删除：{}</translation>
    </message>
    <message>
        <source>Added: {}</source>
        <translation>已添加：{}</translation>
    </message>
</context>
<context>
    <name>DiffView</name>
    <message>
        <source>Files that differ</source>
        <translation>有差异的文件</translation>
    </message>
    <message>
        <source>This file is too large to be compared line by line everywhere.</source>
        <translation>此文件太大，无法处处逐行比较。</translation>
    </message>
    <message>
        <source>One column</source>
        <translation>单列</translation>
    </message>
    <message>
        <source>Show both in one column (U)</source>
        <translation>在一列中显示两者（U）</translation>
    </message>
    <message>
        <source>Previous change</source>
        <translation>上一处更改</translation>
    </message>
    <message>
        <source>Previous change (P)</source>
        <translation>上一处更改（P）</translation>
    </message>
    <message>
        <source>Next change</source>
        <translation>下一处更改</translation>
    </message>
    <message>
        <source>Next change (N)</source>
        <translation>下一处更改（N）</translation>
    </message>
    <message>
        <source>Files that differ: {}</source>
        <translation>有差异的文件：{}</translation>
    </message>
    <message>
        <source>There is no difference</source>
        <translation>没有差异</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} / {}</translation>
    </message>
    <message>
        <source>added</source>
        <translation>已添加</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>相同</translation>
    </message>
</context>
<context>
    <name>DraftEdit</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>ErrorCard</name>
    <message>
        <source>Show the code of the error</source>
        <translation>显示出错的代码</translation>
    </message>
    <message>
        <source>Fix this</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Ask the model to fix this error</source>
        <translation>让模型修复此错误</translation>
    </message>
    <message>
        <source>and {} more</source>
        <translation>另有 {} 个</translation>
    </message>
    <message>
        <source>Error in the page: {}</source>
        <translation>页面错误：{}</translation>
    </message>
</context>
<context>
    <name>FileCard</name>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Show the source of this page</source>
        <translation>查看此页面的源代码</translation>
    </message>
    <message>
        <source>{file}, unfinished</source>
        <translation>{file}，未完成</translation>
    </message>
</context>
<context>
    <name>FileCards</name>
    <message>
        <source>Show {count} more</source>
        <translation>再显示 {count} 个</translation>
    </message>
</context>
<context>
    <name>FileEntry</name>
    <message>
        <source>Changes that did not fit</source>
        <translation>无法应用的更改</translation>
    </message>
    <message>
        <source>Editing</source>
        <translation>正在编辑</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>1 change</source>
        <translation>1 处更改</translation>
    </message>
    <message>
        <source>{count} changes</source>
        <translation>{count} 处更改</translation>
    </message>
    <message>
        <source>Asked again.</source>
        <translation>已重新提问。</translation>
    </message>
</context>
<context>
    <name>FileTabs</name>
    <message>
        <source>Files of the page</source>
        <translation>页面的文件</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this file</source>
        <translation>在此文件中查找</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>转到行</translation>
    </message>
    <message>
        <source>Previous (Shift+Return)</source>
        <translation>上一个（Shift+Return）</translation>
    </message>
    <message>
        <source>Next (Return)</source>
        <translation>下一个（Return）</translation>
    </message>
    <message>
        <source>Mind capital letters</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} / {}</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>This is Moonpane&apos;s own small model.</source>
        <translation>这是 Moonpane 自带的小模型。</translation>
    </message>
    <message>
        <source>It turns pictures into pages. It answers no questions, so none were asked.</source>
        <translation>它把图片变成页面，不回答问题，因此没有向它提问。</translation>
    </message>
    <message>
        <source>Not everything could be found out.</source>
        <translation>有些内容未能检测到。</translation>
    </message>
    <message>
        <source>It was shown {number} on {color}, and answered: {answer}</source>
        <translation>向它展示了{color}背景上的 {number}，它的回答是：{answer}</translation>
    </message>
    <message numerus="yes">
        <source>That picture was %Ln token(s).</source>
        <translation>
            <numerusform>该图片占 %Ln 个词元。</numerusform>
        </translation>
    </message>
    <message>
        <source>It sees pictures.</source>
        <translation>能看到图片。</translation>
    </message>
    <message>
        <source>It sees pictures, but not well.</source>
        <translation>能看到图片，但不准确。</translation>
    </message>
    <message>
        <source>It takes pictures and passes over them.</source>
        <translation>它接收图片，却将其忽略。</translation>
    </message>
    <message>
        <source>It does not see pictures.</source>
        <translation>看不到图片。</translation>
    </message>
    <message>
        <source>It refuses pictures.</source>
        <translation>拒绝图片。</translation>
    </message>
    <message>
        <source>It said nothing about a picture.</source>
        <translation>对图片没有任何回答。</translation>
    </message>
    <message>
        <source>It answers without thinking first.</source>
        <translation>不经思考直接回答。</translation>
    </message>
    <message>
        <source>Its server does not separate the reasoning from the answer; start it with a parser.</source>
        <translation>服务器没有把推理与回答分开；请在启动时启用推理解析器。</translation>
    </message>
    <message>
        <source>Its reasoning stands inside the answer.</source>
        <translation>推理内容混在回答里。</translation>
    </message>
    <message>
        <source>It always thinks first; no switch was honoured.</source>
        <translation>总是先思考；没有任何开关生效。</translation>
    </message>
    <message>
        <source>Thinking can be switched off.</source>
        <translation>可以关闭思考。</translation>
    </message>
    <message>
        <source>honoured</source>
        <translation>生效</translation>
    </message>
    <message>
        <source>ignored, it thinks all the same</source>
        <translation>被忽略，仍然思考</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>没有回答</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>First token after {seconds} s</source>
        <translation>{seconds} 秒后出现首个词元</translation>
    </message>
    <message>
        <source>{number} tokens/s</source>
        <translation>每秒 {number} 个词元</translation>
    </message>
    <message>
        <source>Tokens are counted by the server.</source>
        <translation>词元数由服务器统计。</translation>
    </message>
    <message>
        <source>The server does not count tokens; figures are estimates.</source>
        <translation>服务器不统计词元，数字为估算值。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln model(s) served.</source>
        <translation>
            <numerusform>提供 %Ln 个模型。</numerusform>
        </translation>
    </message>
    <message>
        <source>The length of the context is not told.</source>
        <translation>未告知上下文长度。</translation>
    </message>
    <message>
        <source>A context of {number} tokens.</source>
        <translation>上下文为 {number} 个词元。</translation>
    </message>
    <message>
        <source>red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>purple</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>gray</source>
        <translation>灰色</translation>
    </message>
</context>
<context>
    <name>FindingsCard</name>
    <message>
        <source>What it can</source>
        <translation>它的能力</translation>
    </message>
    <message>
        <source>Ask which models it serves</source>
        <translation>询问它提供哪些模型</translation>
    </message>
    <message>
        <source>Show it a picture that only we know</source>
        <translation>给它看一张只有我们知道的图片</translation>
    </message>
    <message>
        <source>Try how thinking is switched off</source>
        <translation>尝试如何关闭思考</translation>
    </message>
    <message>
        <source>Time an answer</source>
        <translation>测量回答速度</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>unfinished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>{percent} alike</source>
        <translation>相似度 {percent}</translation>
    </message>
    <message>
        <source>measures best</source>
        <translation>得分最高</translation>
    </message>
    <message>
        <source>shown now</source>
        <translation>当前显示</translation>
    </message>
    <message>
        <source>made from version {number}</source>
        <translation>由版本 {number} 生成</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>版本 {number}</translation>
    </message>
    <message>
        <source>By the model</source>
        <translation>由模型生成</translation>
    </message>
    <message>
        <source>Changed by hand</source>
        <translation>手动修改</translation>
    </message>
    <message>
        <source>Refined by measuring</source>
        <translation>经测量改进</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>已导入</translation>
    </message>
</context>
<context>
    <name>HistoryPane</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Go on from here</source>
        <translation>从此处继续</translation>
    </message>
    <message>
        <source>The next request begins from the shown version; nothing is lost.</source>
        <translation>下一个请求从当前显示的版本开始；不会丢失任何内容。</translation>
    </message>
    <message>
        <source>Compare with …</source>
        <translation>与…比较</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Compare their code</source>
        <translation>比较代码</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Compare their pictures</source>
        <translation>比较图片</translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation>结束比较</translation>
    </message>
    <message>
        <source>Every version of the page is kept here, from the first one on.</source>
        <translation>页面从第一个版本起的所有版本都保存在这里。</translation>
    </message>
    <message>
        <source>Choose what to compare {version} with.</source>
        <translation>请选择要与 {version} 比较的版本。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Found</source>
        <translation>找到的内容</translation>
    </message>
    <message>
        <source>in the title</source>
        <translation>在标题中</translation>
    </message>
    <message>
        <source>in what was asked</source>
        <translation>在提问中</translation>
    </message>
    <message>
        <source>in the name of an attachment</source>
        <translation>在附件名称中</translation>
    </message>
    <message>
        <source>in the answer</source>
        <translation>在回答中</translation>
    </message>
    <message>
        <source>in the thoughts</source>
        <translation>在思考过程中</translation>
    </message>
    <message>
        <source>in the code</source>
        <translation>在代码中</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>Pictures and recordings ({kinds})</source>
        <translation>图片和录屏 ({kinds})</translation>
    </message>
    <message>
        <source>Open pictures or a recording</source>
        <translation>打开图片或录屏</translation>
    </message>
    <message>
        <source>Import a page or a component</source>
        <translation>导入页面或组件</translation>
    </message>
    <message>
        <source>Pages and components ({kinds})</source>
        <translation>页面和组件 ({kinds})</translation>
    </message>
    <message>
        <source>Import the folder of a project</source>
        <translation>导入项目文件夹</translation>
    </message>
    <message>
        <source>Marks discarded</source>
        <translation>已丢弃标注</translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation>草图</translation>
    </message>
    <message>
        <source>Sketch discarded</source>
        <translation>已丢弃草图</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>LimitWatch</name>
    <message>
        <source>The recording was ended because the disk is almost full; it is kept.</source>
        <translation>磁盘快满了，录屏已结束；录制内容已保留。</translation>
    </message>
    <message>
        <source>The recording is {minutes} minutes long and was ended; it is kept.</source>
        <translation>录屏已满 {minutes} 分钟并结束；录制内容已保留。</translation>
    </message>
    <message>
        <source>The recording has {size} MB and was ended; it is kept.</source>
        <translation>录屏已达 {size} MB 并结束；录制内容已保留。</translation>
    </message>
    <message>
        <source>The recording ends by itself when it is {minutes} minutes long, which is soon.</source>
        <translation>录屏满 {minutes} 分钟时会自动结束，很快就到了。</translation>
    </message>
    <message>
        <source>The recording ends by itself when it has {size} MB, which is soon.</source>
        <translation>录屏达到 {size} MB 时会自动结束，很快就到了。</translation>
    </message>
</context>
<context>
    <name>LookChoice</name>
    <message>
        <source>As the desktop</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>MarkList</name>
    <message>
        <source>Marks</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Draw the page that you have in mind. What you draw is what will be built.</source>
        <translation>画出您想要的页面。画成什么样，就会做成什么样。</translation>
    </message>
    <message>
        <source>Draw on the picture, then say here what should be different. The picture itself stays as it is.</source>
        <translation>在图片上标注，然后在这里说明应当有何不同。图片本身保持不变。</translation>
    </message>
</context>
<context>
    <name>MarkRow</name>
    <message>
        <source>What mark {number} is about</source>
        <translation>标注 {number} 的说明</translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation>这是什么？</translation>
    </message>
    <message>
        <source>What should change here?</source>
        <translation>这里应当如何修改？</translation>
    </message>
    <message>
        <source>Remove mark {number}</source>
        <translation>删除标注 {number}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>MarkdownView</name>
    <message>
        <source>Open this link?</source>
        <translation>打开此链接吗？</translation>
    </message>
</context>
<context>
    <name>MemoryCard</name>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Reading the checkpoint …</source>
        <translation>正在读取检查点…</translation>
    </message>
    <message>
        <source>main memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>the GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Needs about {total}; {free} are free in {place}.</source>
        <translation>大约需要 {total}；{place}中有 {free} 可用。</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>放得下</translation>
    </message>
    <message>
        <source>Does not fit</source>
        <translation>放不下</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>Takes {resident} now; unloading it frees {own}.</source>
        <translation>目前占用 {resident}；卸载后可释放 {own}。</translation>
    </message>
    <message>
        <source>On the GPU: {size}.</source>
        <translation>GPU：{size}。</translation>
    </message>
    <message>
        <source>{number} tokens</source>
        <translation>{number} 个词元</translation>
    </message>
    <message>
        <source>It fits once the model in use is unloaded, which gives {size} back.</source>
        <translation>卸载正在使用的模型可释放 {size}，之后就放得下。</translation>
    </message>
    <message>
        <source>It fits with a context of {number} tokens.</source>
        <translation>把上下文减到 {number} 个词元就放得下。</translation>
    </message>
    <message>
        <source>It fits with packed experts ({size}): moonpane-engine quantize.</source>
        <translation>压缩专家权重后放得下（{size}）：moonpane-engine quantize。</translation>
    </message>
    <message>
        <source>{size} more would be needed; a server elsewhere may have them.</source>
        <translation>还需要 {size}；可以考虑使用其他服务器。</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Vision</source>
        <translation>视觉</translation>
    </message>
    <message>
        <source>Cache of the context</source>
        <translation>上下文缓存</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Embedded model</source>
        <translation>内置模型</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Comes with Moonpane</source>
        <translation>Moonpane 自带</translation>
    </message>
</context>
<context>
    <name>ModelsController</name>
    <message>
        <source>Choose the folder of a checkpoint</source>
        <translation>选择检查点文件夹</translation>
    </message>
</context>
<context>
    <name>ModelsPanel</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Remove the model?</source>
        <translation>要删除此模型吗？</translation>
    </message>
    <message>
        <source>The key that is kept for {model} is forgotten, too.</source>
        <translation>为 {model} 保存的密钥也会被删除。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Checkpoint folder …</source>
        <translation>检查点文件夹…</translation>
    </message>
    <message>
        <source>About the selected model</source>
        <translation>所选模型的信息</translation>
    </message>
</context>
<context>
    <name>OptionsRow</name>
    <message>
        <source>HTML and CSS</source>
        <translation>HTML 和 CSS</translation>
    </message>
    <message>
        <source>HTML and Tailwind</source>
        <translation>HTML 和 Tailwind</translation>
    </message>
    <message>
        <source>React and Tailwind</source>
        <translation>React 和 Tailwind</translation>
    </message>
    <message>
        <source>What is written</source>
        <translation>用什么编写</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>One answer</source>
        <translation>一个回答</translation>
    </message>
    <message>
        <source>{n} answers</source>
        <translation>{n} 个回答</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>多个方案</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>不进行</translation>
    </message>
    <message>
        <source>1 round</source>
        <translation>1 轮</translation>
    </message>
    <message>
        <source>{n} rounds</source>
        <translation>{n} 轮</translation>
    </message>
    <message>
        <source>Measure and improve</source>
        <translation>测量并改进</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Thinks before it answers</source>
        <translation>先思考再回答</translation>
    </message>
    <message>
        <source>Answers at once, without thinking</source>
        <translation>不思考，直接回答</translation>
    </message>
</context>
<context>
    <name>Output</name>
    <message>
        <source>Web page ({kinds})</source>
        <translation>网页 ({kinds})</translation>
    </message>
    <message>
        <source>Save the page</source>
        <translation>保存页面</translation>
    </message>
    <message>
        <source>Zip ({zip});;Folder (*)</source>
        <translation>Zip ({zip});;文件夹 (*)</translation>
    </message>
    <message>
        <source>Export the page</source>
        <translation>导出页面</translation>
    </message>
    <message>
        <source>This desktop has no program that opens web pages. The page lies at {path}.</source>
        <translation>此桌面没有可打开网页的程序。页面位于 {path}。</translation>
    </message>
    <message>
        <source>{program} was not found, so the page opens with another program; change it in Settings.</source>
        <translation>找不到 {program}，因此用其他程序打开页面；可在设置中更改。</translation>
    </message>
    <message>
        <source>No editor is named in Settings, so the desktop chose what opens the page.</source>
        <translation>设置中未指定编辑器，因此由桌面选择打开页面的程序。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>{program} cannot be started: {why}.</source>
        <translation>无法启动 {program}：{why}。</translation>
    </message>
    <message>
        <source>Export the conversation</source>
        <translation>导出对话</translation>
    </message>
</context>
<context>
    <name>PageCanvas</name>
    <message>
        <source>Width of the page; drag, or press Left and Right</source>
        <translation>页面宽度；拖动，或按左右方向键</translation>
    </message>
    <message>
        <source>Height of the page; drag, or press Up and Down</source>
        <translation>页面高度；拖动，或按上下方向键</translation>
    </message>
    <message>
        <source>Size of the page; drag, or press an arrow key</source>
        <translation>页面大小；拖动，或按方向键</translation>
    </message>
    <message>
        <source>The page grows here while it is written</source>
        <translation>编写时，页面会在这里逐步呈现</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation>您想做什么？</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>搜索命令</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>匹配的命令</translation>
    </message>
    <message>
        <source>Nothing is called like that.</source>
        <translation>没有这样的命令。</translation>
    </message>
</context>
<context>
    <name>PartDialog</name>
    <message>
        <source>Choose a part of the picture</source>
        <translation>选择图片的一部分</translation>
    </message>
    <message>
        <source>Drag, or set two corners with arrow keys and Space; Ctrl+A is all of it.</source>
        <translation>拖动，或用方向键和空格键确定两个角；Ctrl+A 选择全部。</translation>
    </message>
    <message>
        <source>What almost frames an element is snapped to it.</source>
        <translation>几乎框住某个元素时，会对齐到该元素。</translation>
    </message>
    <message>
        <source>Marks stay with the whole picture.</source>
        <translation>标注保留在整张图片上。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Use this part</source>
        <translation>使用这一部分</translation>
    </message>
</context>
<context>
    <name>PartView</name>
    <message>
        <source>Part of the picture</source>
        <translation>图片的一部分</translation>
    </message>
</context>
<context>
    <name>PickCard</name>
    <message>
        <source>Show the code of this element</source>
        <translation>显示此元素的代码</translation>
    </message>
    <message>
        <source>Change this</source>
        <translation>修改这个</translation>
    </message>
    <message>
        <source>Change this element</source>
        <translation>修改此元素</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the HTML of this element</source>
        <translation>复制此元素的 HTML</translation>
    </message>
    <message>
        <source>Picked element: {}</source>
        <translation>选中的元素：{}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>PickOverlay</name>
    <message>
        <source>Pick an element: arrow keys move, Return chooses, Escape leaves</source>
        <translation>选取元素：方向键移动，Return 选定，Escape 退出</translation>
    </message>
</context>
<context>
    <name>PictureList</name>
    <message>
        <source>Pictures of the page</source>
        <translation>页面的图片</translation>
    </message>
</context>
<context>
    <name>PreviewBar</name>
    <message>
        <source>Device, or size of the page</source>
        <translation>设备或页面大小</translation>
    </message>
    <message>
        <source>Turn between portrait and landscape</source>
        <translation>在纵向与横向之间切换</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Zoom (Ctrl++, Ctrl+−, Ctrl+0)</source>
        <translation>缩放（Ctrl++、Ctrl+−、Ctrl+0）</translation>
    </message>
    <message>
        <source>Load the page again</source>
        <translation>重新加载页面</translation>
    </message>
    <message>
        <source>Inspect: pick an element of the page</source>
        <translation>检查：选取页面中的元素</translation>
    </message>
    <message>
        <source>Pick an element of the page (Ctrl+Shift+C)</source>
        <translation>选取页面中的元素（Ctrl+Shift+C）</translation>
    </message>
    <message>
        <source>Show the console</source>
        <translation>显示控制台</translation>
    </message>
    <message>
        <source>Usual size</source>
        <translation>默认大小</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>自由</translation>
    </message>
    <message>
        <source>Mockup</source>
        <translation>设计稿</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>自定义大小</translation>
    </message>
    <message>
        <source>{} × {} CSS pixels, {} device pixels each</source>
        <translation>{} × {} CSS 像素，每个对应 {} 个设备像素</translation>
    </message>
    <message>
        <source>Show the console; errors: {}</source>
        <translation>显示控制台；错误：{}</translation>
    </message>
    <message>
        <source>Free: fills the pane</source>
        <translation>自由：填满面板</translation>
    </message>
    <message>
        <source>As the mockup</source>
        <translation>与设计稿相同</translation>
    </message>
    <message>
        <source>Fit	Ctrl+0</source>
        <translation>适应	Ctrl+0</translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message>
        <source>Waiting for the model …</source>
        <translation>正在等待模型 …</translation>
    </message>
    <message>
        <source>Measuring the picture …</source>
        <translation>正在测量图片 …</translation>
    </message>
    <message>
        <source>Reading the text …</source>
        <translation>正在识别文字 …</translation>
    </message>
    <message>
        <source>Growing …</source>
        <translation>正在生成 …</translation>
    </message>
    <message>
        <source>Comparing …</source>
        <translation>正在比较 …</translation>
    </message>
    <message>
        <source>Improving …</source>
        <translation>正在改进 …</translation>
    </message>
    <message>
        <source>“Continue” below the answer goes on from here.</source>
        <translation>点击回答下方的“继续”可从此处继续。</translation>
    </message>
    <message>
        <source>Stopped before anything was drawn.</source>
        <translation>在画出任何内容之前就已停止。</translation>
    </message>
    <message>
        <source>Left out for want of room: {names}</source>
        <translation>因空间不足未显示：{names}</translation>
    </message>
    <message>
        <source>Unfinished: this is as far as it came</source>
        <translation>未完成：只生成到这里</translation>
    </message>
    <message>
        <source>Drawing …</source>
        <translation>正在绘制 …</translation>
    </message>
</context>
<context>
    <name>PreviewStage</name>
    <message>
        <source>Live preview of the page</source>
        <translation>页面实时预览</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Drive</source>
        <translation>驱动器</translation>
    </message>
    <message>
        <source>Folder</source>
        <comment>All other platforms</comment>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找范围(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
</context>
<context>
    <name>ReasoningView</name>
    <message>
        <source>Copy the thoughts</source>
        <translation>复制思考内容</translation>
    </message>
    <message>
        <source>What the model thought</source>
        <translation>模型的思考</translation>
    </message>
    <message>
        <source>Thinking …  {duration}</source>
        <translation>正在思考 …  {duration}</translation>
    </message>
    <message>
        <source>Thought for {duration}</source>
        <translation>思考了 {duration}</translation>
    </message>
    <message>
        <source>Thoughts</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation>{count} 个字符</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已收起</translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>Recent sessions</source>
        <translation>最近的会话</translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>On Wayland the desktop asks which screen may be recorded, each time.</source>
        <translation>在 Wayland 上，桌面每次都会询问可以录制哪个屏幕。</translation>
    </message>
    <message>
        <source>There is no screen here that could be recorded.</source>
        <translation>这里没有可以录制的屏幕。</translation>
    </message>
    <message>
        <source>The disk is too full for a recording; make room on it first.</source>
        <translation>磁盘空间不足，无法录屏；请先腾出空间。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {why}.</source>
        <translation>无法写入 {path}：{why}。</translation>
    </message>
    <message>
        <source>The screen gave no pictures, so nothing was recorded; try another screen.</source>
        <translation>屏幕没有给出图像，因此什么也没有录到；请换一个屏幕。</translation>
    </message>
    <message>
        <source>The screen cannot be recorded: {why}. Record it with the desktop&apos;s own tool and drop it here.</source>
        <translation>无法录制屏幕：{why}。请用桌面自带的工具录制，再拖放到这里。</translation>
    </message>
    <message>
        <source>The recording ended because its source is gone; what there is of it is kept.</source>
        <translation>录制对象已消失，录屏已结束；已录制的内容会保留。</translation>
    </message>
    <message>
        <source>Nothing was recorded: it was stopped before the first picture.</source>
        <translation>没有录到内容：在第一帧之前就停止了。</translation>
    </message>
    <message>
        <source>The recording cannot be kept in {path}: {why}.</source>
        <translation>无法将录屏保存到 {path}：{why}。</translation>
    </message>
</context>
<context>
    <name>RecordingPill</name>
    <message>
        <source>Screen recording</source>
        <translation>屏幕录制</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止录制</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>RecordingQuestion</name>
    <message>
        <source>A recording is running</source>
        <translation>正在录屏</translation>
    </message>
    <message>
        <source>The screen is being recorded. What is to become of the recording?</source>
        <translation>正在录制屏幕。这段录屏要怎么处理？</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>结束并保留</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>丢弃</translation>
    </message>
</context>
<context>
    <name>RefineChart</name>
    <message>
        <source>Scores of the rounds</source>
        <translation>各轮得分</translation>
    </message>
    <message>
        <source>From {0} to {1} in {2} steps</source>
        <translation>经过 {2} 次尝试，从 {0} 到 {1}</translation>
    </message>
    <message>
        <source>Each round is shown here: what was tried, and what was kept.</source>
        <translation>这里显示每一轮尝试了什么，保留了什么。</translation>
    </message>
    <message>
        <source>Round {0}</source>
        <translation>第 {0} 轮</translation>
    </message>
</context>
<context>
    <name>RefinePanel</name>
    <message>
        <source>Rounds</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>One round less</source>
        <translation>减少一轮</translation>
    </message>
    <message>
        <source>One round more</source>
        <translation>增加一轮</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Refine</source>
        <translation>改进</translation>
    </message>
    <message>
        <source>Points gained, of 100</source>
        <translation>提高的分数（满分 100）</translation>
    </message>
    <message>
        <source>could not be drawn</source>
        <translation>无法绘制</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>已保留</translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>未保留</translation>
    </message>
    <message>
        <source>Measures where the page differs from the mockup, and keeps only what makes it better.</source>
        <translation>测量页面与设计稿的不同之处，只保留使其更好的修改。</translation>
    </message>
    <message>
        <source>Round {0} of {1} …</source>
        <translation>第 {0} 轮，共 {1} 轮 …</translation>
    </message>
    <message>
        <source>Over: the last round gained nothing.</source>
        <translation>结束：最后一轮没有提高。</translation>
    </message>
    <message>
        <source>Over: the score is high already.</source>
        <translation>结束：得分已经很高。</translation>
    </message>
    <message>
        <source>Stopped; the best page is kept.</source>
        <translation>已停止；保留最好的页面。</translation>
    </message>
    <message>
        <source>All rounds are done.</source>
        <translation>所有轮次已完成。</translation>
    </message>
</context>
<context>
    <name>RegionList</name>
    <message>
        <source>Where the pictures differ most</source>
        <translation>图片差异最大的地方</translation>
    </message>
    <message>
        <source>There is no place where they differ much.</source>
        <translation>没有明显不同的地方。</translation>
    </message>
    <message>
        <source>Missing on the right</source>
        <translation>右侧缺少</translation>
    </message>
    <message>
        <source>Only on the right</source>
        <translation>仅右侧有</translation>
    </message>
    <message>
        <source>Another colour</source>
        <translation>颜色不同</translation>
    </message>
    <message>
        <source>Looks different</source>
        <translation>外观不同</translation>
    </message>
    <message>
        <source>{0} px right</source>
        <translation>偏右 {0} 像素</translation>
    </message>
    <message>
        <source>{0} px left</source>
        <translation>偏左 {0} 像素</translation>
    </message>
    <message>
        <source>{0} px down</source>
        <translation>偏下 {0} 像素</translation>
    </message>
    <message>
        <source>{0} px up</source>
        <translation>偏上 {0} 像素</translation>
    </message>
    <message>
        <source>Show the code of {0}, {1}</source>
        <translation>显示 {0}（{1}）的代码</translation>
    </message>
</context>
<context>
    <name>RegionOverlay</name>
    <message>
        <source>Choose a region of the screen</source>
        <translation>选择屏幕区域</translation>
    </message>
    <message>
        <source>Drag or press Space · Arrows: 1 px, Shift: 10 px, Ctrl: size · Return takes · Esc cancels</source>
        <translation>拖动或按空格键 · 方向键：1 像素，Shift：10 像素，Ctrl：大小 · Return 截取 · Esc 取消</translation>
    </message>
</context>
<context>
    <name>RestButton</name>
    <message>
        <source>Show what followed</source>
        <translation>显示后续内容</translation>
    </message>
    <message>
        <source>Go to the branch that goes on from here</source>
        <translation>转到从这里继续的分支</translation>
    </message>
</context>
<context>
    <name>RubberBand</name>
    <message>
        <source>{width} × {height} pixels at {x}, {y}</source>
        <translation>{width} × {height} 像素，位于 {x}, {y}</translation>
    </message>
</context>
<context>
    <name>ScoreParts</name>
    <message>
        <source>Blocks</source>
        <translation>区块</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>Edges</source>
        <translation>边缘</translation>
    </message>
    <message>
        <source>Palette</source>
        <translation>色调</translation>
    </message>
    <message>
        <source>How much of the text has its place on both sides</source>
        <translation>两侧都有对应位置的文字占多少</translation>
    </message>
    <message>
        <source>How alike the words are</source>
        <translation>文字内容的相似程度</translation>
    </message>
    <message>
        <source>How near the texts are to their places</source>
        <translation>文字与其位置的接近程度</translation>
    </message>
    <message>
        <source>How alike the colours of the texts are</source>
        <translation>文字颜色的相似程度</translation>
    </message>
    <message>
        <source>How alike the pixels are in light and shade</source>
        <translation>像素明暗的相似程度</translation>
    </message>
    <message>
        <source>How many edges lie on edges</source>
        <translation>边缘重合的程度</translation>
    </message>
    <message>
        <source>How alike the colours of the whole are</source>
        <translation>整体颜色的相似程度</translation>
    </message>
    <message>
        <source>Text: not measured, because a picture does not tell its words.</source>
        <translation>文字：未测量，因为图片无法说明其文字内容。</translation>
    </message>
    <message>
        <source>Blocks, position and colour: not measured, because there is no text.</source>
        <translation>区块、位置和颜色：未测量，因为没有文字。</translation>
    </message>
    <message>
        <source>{0} alike</source>
        <translation>相似度 {0}</translation>
    </message>
    <message>
        <source>{0} of 5 Design2Code components.</source>
        <translation>Design2Code 的 5 项中的 {0} 项。</translation>
    </message>
    <message>
        <source>CLIP: not measured, because it needs a large model.</source>
        <translation>CLIP：未测量，因为需要大模型。</translation>
    </message>
</context>
<context>
    <name>ScorePill</name>
    <message>
        <source>Measured likeness; show the comparison</source>
        <translation>测得的相似度；显示比较</translation>
    </message>
    <message>
        <source>{percent} alike</source>
        <translation>相似度 {percent}</translation>
    </message>
    <message>
        <source>{width} px: {percent}</source>
        <translation>宽度 {width} 像素：{percent}</translation>
    </message>
    <message>
        <source>Mean of all widths: {percent}</source>
        <translation>所有宽度的平均：{percent}</translation>
    </message>
    <message>
        <source>Measured against the picture</source>
        <translation>与图片比较测得</translation>
    </message>
</context>
<context>
    <name>ScreenshotPortal</name>
    <message>
        <source>This desktop gives applications no pictures of the screen; take one with the desktop&apos;s own tool and paste it here.</source>
        <translation>此桌面不向应用提供屏幕图片；请用桌面自带的工具截取并粘贴到这里。</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search everything</source>
        <translation>搜索全部</translation>
    </message>
    <message>
        <source>Search in all conversations</source>
        <translation>在所有对话中搜索</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>编写</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Moonpane</source>
        <translation>Moonpane</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>%1 %2, the first is %3.</source>
        <translation>%1 %2，第一个是 %3。</translation>
    </message>
    <message>
        <source>%1 and the shards disagree (%2): download index and shards of one revision again</source>
        <translation>%1 与各分片不一致（%2）；请重新下载同一版本的索引和分片</translation>
    </message>
    <message>
        <source>%1 answered with status %2: %3.</source>
        <translation>%1 返回状态码 %2：%3。</translation>
    </message>
    <message>
        <source>%1 became shorter while it was read: download the shard again</source>
        <translation>%1 在读取时变短了；请重新下载该分片</translation>
    </message>
    <message>
        <source>%1 borders</source>
        <translation>%1 处边框</translation>
    </message>
    <message>
        <source>%1 broke off the answer (%2).</source>
        <translation>%1 中断了回答（%2）。</translation>
    </message>
    <message>
        <source>%1 broke off the answer: %2.</source>
        <translation>%1 中断了回答：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be found; check the address, and whether there is a network.</source>
        <translation>找不到 %1；请检查网址以及网络是否连通。</translation>
    </message>
    <message>
        <source>%1 cannot be imported: %2.</source>
        <translation>无法导入 %1：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be reached (%2).</source>
        <translation>无法连接到 %1（%2）。</translation>
    </message>
    <message>
        <source>%1 cannot be read (%2): check the file&apos;s permissions</source>
        <translation>无法读取 %1（%2）；请检查文件权限</translation>
    </message>
    <message>
        <source>%1 cannot be read (%2): download the shard again</source>
        <translation>无法读取 %1（%2）；请重新下载该分片</translation>
    </message>
    <message>
        <source>%1 cannot be read (%2); a Kimi-K2.5 checkpoint folder holds it beside config.json.</source>
        <translation>无法读取 %1（%2）；Kimi-K2.5 检查点文件夹中，它位于 config.json 旁边。</translation>
    </message>
    <message>
        <source>%1 cannot be read as JSON (%2): download the file again</source>
        <translation>%1 不是可读的 JSON（%2）；请重新下载该文件</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be used (%2); copy it again from the model&apos;s publisher.</source>
        <translation>无法使用 %1（%2）；请从模型发布方重新复制。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be written: give yourself the right to write there, and it is saved.</source>
        <translation>无法写入 %1：请授予自己写入权限，之后就会保存。</translation>
    </message>
    <message>
        <source>%1 cannot be written: what you do now is not saved.</source>
        <translation>无法写入 %1：您现在所做的不会保存。</translation>
    </message>
    <message>
        <source>%1 cannot lie beside the files there are: %2.</source>
        <translation>%1 无法与现有文件并存：%2。</translation>
    </message>
    <message>
        <source>%1 changed while it was read, or is damaged; send it again.</source>
        <translation>%1 在读取时发生了变化，或已损坏；请重新发送。</translation>
    </message>
    <message>
        <source>%1 colours of text</source>
        <translation>%1 处文字颜色</translation>
    </message>
    <message>
        <source>%1 corrections</source>
        <translation>%1 处修正</translation>
    </message>
    <message>
        <source>%1 could not be drawn: %2.</source>
        <translation>无法绘制 %1：%2。</translation>
    </message>
    <message>
        <source>%1 could not be loaded (%2).</source>
        <translation>无法加载 %1（%2）。</translation>
    </message>
    <message>
        <source>%1 could not be loaded.</source>
        <translation>无法加载 %1。</translation>
    </message>
    <message>
        <source>%1 could not be opened: %2</source>
        <translation>无法打开 %1：%2</translation>
    </message>
    <message>
        <source>%1 crashed (%2)</source>
        <translation>%1崩溃了（%2）</translation>
    </message>
    <message>
        <source>%1 did not answer a small question within %2 seconds.</source>
        <translation>%1 在 %2 秒内没有回答一个简短的问题。</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 没有及时响应。</translation>
    </message>
    <message>
        <source>%1 did not answer on port %2; check the address, and whether the server runs.</source>
        <translation>%1 在端口 %2 上没有响应；请检查网址以及服务器是否在运行。</translation>
    </message>
    <message>
        <source>%1 did not finish within %2 s and was stopped.</source>
        <translation>%1 未在 %2 秒内完成，已停止。</translation>
    </message>
    <message>
        <source>%1 does not come to an end: its answer has more than %2 characters and was stopped.</source>
        <translation>%1 的回答没有尽头：已超过 %2 个字符，因此停止。</translation>
    </message>
    <message>
        <source>%1 does not fit its config.json (%2): get every shard and config.json of one checkpoint</source>
        <translation>%1 与其 config.json 不符（%2）；请获取同一检查点的全部分片和 config.json</translation>
    </message>
    <message>
        <source>%1 does not know %2 (%3).</source>
        <translation>%1 上没有 %2（%3）。</translation>
    </message>
    <message>
        <source>%1 does not serve %2; it serves %3.</source>
        <translation>%1 不提供 %2；它提供的是 %3。</translation>
    </message>
    <message>
        <source>%1 does not speak the OpenAI API: it sent %2; is the address right?</source>
        <translation>%1 不支持 OpenAI API：它发来了 %2；地址对吗？</translation>
    </message>
    <message>
        <source>%1 ended by itself although it was still needed.</source>
        <translation>%1仍被需要，却自行结束了。</translation>
    </message>
    <message>
        <source>%1 ended its own renderer process (out of memory, or a crash of Chromium).</source>
        <translation>%1 使自己的渲染进程结束了（内存不足，或 Chromium 崩溃）。</translation>
    </message>
    <message>
        <source>%1 ended the process that renders it.</source>
        <translation>%1 使绘制它的进程结束了。</translation>
    </message>
    <message>
        <source>%1 exists already; a block with nothing to find makes a new file. Say what to find in it.</source>
        <translation>%1 已存在；没有查找内容的块会新建文件。请写明要在其中查找什么。</translation>
    </message>
    <message>
        <source>%1 exists already; give another name.</source>
        <translation>%1 已存在；请换一个名称。</translation>
    </message>
    <message>
        <source>%1 failed (exit code %2)</source>
        <translation>%1失败了（退出代码 %2）</translation>
    </message>
    <message>
        <source>%1 files or %2 MB of text</source>
        <translation>%1 个文件或 %2 MB 文本</translation>
    </message>
    <message>
        <source>%1 fills</source>
        <translation>%1 处填充</translation>
    </message>
    <message>
        <source>%1 gives one name to two added tokens; every name must be unique.</source>
        <translation>%1 中有两个新增词元同名；每个名称必须唯一。</translation>
    </message>
    <message>
        <source>%1 has a certificate that cannot be trusted: %2.</source>
        <translation>%1 的证书不可信：%2。</translation>
    </message>
    <message>
        <source>%1 has frames longer than %2 times their other side; crop it.</source>
        <translation>%1 的画面一边超过另一边的 %2 倍；请裁剪。</translation>
    </message>
    <message>
        <source>%1 has frames of %2 x %3 px; at most %4 px a side and %5 megapixels are read, make it smaller.</source>
        <translation>%1 的画面为 %2 x %3 px；最多可读取每边 %4 px、共 %5 百万像素，请缩小。</translation>
    </message>
    <message>
        <source>%1 has more than %2 megapixels: make it smaller.</source>
        <translation>%1 超过 %2 百万像素；请缩小。</translation>
    </message>
    <message>
        <source>%1 has neither %2 nor %3: is it a checkpoint?</source>
        <translation>%1 中既没有 %2，也没有 %3；这是检查点吗？</translation>
    </message>
    <message>
        <source>%1 has no readable &apos;added_tokens_decoder&apos; (%2: %3); copy it again from the model&apos;s publisher.</source>
        <translation>%1 中没有可读的“added_tokens_decoder”（%2：%3）；请从模型发布方重新复制。</translation>
    </message>
    <message>
        <source>%1 has no weight_map: download the file again</source>
        <translation>%1 中没有 weight_map；请重新下载该文件</translation>
    </message>
    <message>
        <source>%1 has too much to do (%2); try again later.</source>
        <translation>%1 过于繁忙（%2）；请稍后重试。</translation>
    </message>
    <message>
        <source>%1 holds %2, not an object: download the file again</source>
        <translation>%1 的内容是 %2，而不是对象；请重新下载该文件</translation>
    </message>
    <message>
        <source>%1 holds more than %2; give a smaller folder.</source>
        <translation>%1 中的内容超过了 %2；请选择较小的文件夹。</translation>
    </message>
    <message>
        <source>%1 holds no &lt;svg&gt; element; export the frame as SVG or PNG again.</source>
        <translation>%1 中没有 &lt;svg&gt; 元素；请将画框重新导出为 SVG 或 PNG。</translation>
    </message>
    <message>
        <source>%1 holds no files of a page or of a component.</source>
        <translation>%1 中没有页面或组件的文件。</translation>
    </message>
    <message>
        <source>%1 holds no picture that can be decoded; export it again.</source>
        <translation>%1 中没有可解码的画面；请重新导出。</translation>
    </message>
    <message>
        <source>%1 in one of its pages is not text</source>
        <translation>其中一个页面的 %1 不是文本</translation>
    </message>
    <message>
        <source>%1 is %2 x %3 px, which is too small to be an interface.</source>
        <translation>%1 只有 %2 x %3 px，太小，不像是一个界面。</translation>
    </message>
    <message>
        <source>%1 is %2: longer than %3 times its other side, crop it.</source>
        <translation>%1 为 %2；一边超过另一边的 %3 倍，请裁剪。</translation>
    </message>
    <message>
        <source>%1 is %2: more than %3 megapixels cannot be read, make it smaller.</source>
        <translation>%1 为 %2；超过 %3 百万像素无法读取，请缩小。</translation>
    </message>
    <message>
        <source>%1 is %2: more than %3 px on one side cannot be read, crop it.</source>
        <translation>%1 为 %2；一边超过 %3 px 无法读取，请裁剪。</translation>
    </message>
    <message>
        <source>%1 is %2: there is nothing to see.</source>
        <translation>%1 为 %2，没有可看的内容。</translation>
    </message>
    <message>
        <source>%1 is %2; save it as MP4, MOV, WebM or MKV and drop that.</source>
        <translation>%1 是%2；请另存为 MP4、MOV、WebM 或 MKV 后再拖入。</translation>
    </message>
    <message>
        <source>%1 is HEIC, AVIF or a video: convert it to PNG or JPEG.</source>
        <translation>%1 是 HEIC、AVIF 或视频；请转换为 PNG 或 JPEG。</translation>
    </message>
    <message>
        <source>%1 is a PDF: export the page as PNG.</source>
        <translation>%1 是 PDF；请将页面导出为 PNG。</translation>
    </message>
    <message>
        <source>%1 is a file, but a checkpoint is a folder that holds config.json.</source>
        <translation>%1 是文件，而检查点是包含 config.json 的文件夹。</translation>
    </message>
    <message>
        <source>%1 is a file; give a folder, or a name that ends in .zip.</source>
        <translation>%1 是文件；请给出文件夹，或以 .zip 结尾的名称。</translation>
    </message>
    <message>
        <source>%1 is a folder; give one %2 file.</source>
        <translation>%1 是文件夹；请选择一个%2文件。</translation>
    </message>
    <message>
        <source>%1 is a link to %2, which is outside the folder: put the file itself there</source>
        <translation>%1 是指向文件夹外部 %2 的链接；请把文件本身放在那里</translation>
    </message>
    <message>
        <source>%1 is an SVG drawing: take a screenshot of it or export it as PNG.</source>
        <translation>%1 是 SVG 图形；请截图或导出为 PNG。</translation>
    </message>
    <message>
        <source>%1 is damaged (%2): download the shard again</source>
        <translation>%1 已损坏（%2）；请重新下载该分片</translation>
    </message>
    <message>
        <source>%1 is damaged and cannot be moved aside: %2.</source>
        <translation>%1 已损坏，且无法移到一旁：%2。</translation>
    </message>
    <message>
        <source>%1 is damaged or cut off: export or download it again.</source>
        <translation>%1 已损坏或不完整；请重新导出或下载。</translation>
    </message>
    <message>
        <source>%1 is damaged, or needs more memory than is allowed for one picture: export it again, smaller.</source>
        <translation>%1 已损坏，或所需内存超过单张图片的上限；请缩小后重新导出。</translation>
    </message>
    <message>
        <source>%1 is damaged, or needs more memory than is allowed for one video; export it again, smaller.</source>
        <translation>%1 已损坏，或所需内存超过单个视频的上限；请缩小后重新导出。</translation>
    </message>
    <message>
        <source>%1 is damaged: a frame of it has no picture; export it again.</source>
        <translation>%1 已损坏：其中一帧没有画面；请重新导出。</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1 是空的。</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MB, the most that can be sent to a model; record a shorter part.</source>
        <translation>%1 超过 %2 MB，即可发送给模型的上限；请录制较短的片段。</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MB.</source>
        <translation>%1 超过 %2 MB。</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MB: save it smaller.</source>
        <translation>%1 超过 %2 MB；请缩小后保存。</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MB; save it smaller.</source>
        <translation>%1 超过 %2 MB；请缩小后保存。</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MiB: check the download</source>
        <translation>%1 超过 %2 MiB；请检查下载是否正确</translation>
    </message>
    <message>
        <source>%1 is larger than 64 MiB, which no tokenizer file is; check the download.</source>
        <translation>%1 超过 64 MiB，分词器文件不会这么大；请检查下载是否正确。</translation>
    </message>
    <message>
        <source>%1 is left out: files of its kind are not taken along.</source>
        <translation>%1 未包含在内：不支持附带此类文件。</translation>
    </message>
    <message>
        <source>%1 is left out: it cannot be read.</source>
        <translation>%1 未包含在内：无法读取。</translation>
    </message>
    <message>
        <source>%1 is left out: it is a link to another file.</source>
        <translation>%1 未包含在内：它是指向其他文件的链接。</translation>
    </message>
    <message>
        <source>%1 is left out: it is larger than %2 MB.</source>
        <translation>%1 未包含在内：超过 %2 MB。</translation>
    </message>
    <message>
        <source>%1 is left out: its name is not safe on every system; rename it.</source>
        <translation>%1 未包含在内：其名称并非在所有系统上都安全；请重命名。</translation>
    </message>
    <message>
        <source>%1 in one of its pages is no file of the kind that its name says</source>
        <translation>其中一个页面的 %1 不是其名称所示类型的文件</translation>
    </message>
    <message>
        <source>%1 and %2 have changed places.</source>
        <translation>%1 和 %2 已互换位置。</translation>
    </message>
    <message>
        <source>%1 could not be changed so: %2.</source>
        <translation>%1 无法这样修改：%2。</translation>
    </message>
    <message>
        <source>%1 is a picture or a font, which cannot be written as text.</source>
        <translation>%1 是图片或字体，不能作为文本写入。</translation>
    </message>
    <message>
        <source>%1 is larger than %2 KB, too much for the embedded model; choose another model in Models.</source>
        <translation>%1 超过 %2 KB，对内置模型来说太大；请在“模型”中选择其他模型。</translation>
    </message>
    <message>
        <source>%1 is left out: it is no file of the kind that its name says.</source>
        <translation>%1 未包含在内：它不是其名称所示类型的文件。</translation>
    </message>
    <message>
        <source>%1 is left out: without it there are %2 pictures and fonts or %3 MB of them already.</source>
        <translation>%1 未包含在内：不算它，图片和字体已达 %2 个或 %3 MB。</translation>
    </message>
    <message>
        <source>%1 is longer than %2 minutes or %3 frames; cut it.</source>
        <translation>%1 超过 %2 分钟或 %3 帧；请剪短。</translation>
    </message>
    <message>
        <source>%1 is longer than %2 minutes; cut it.</source>
        <translation>%1 超过 %2 分钟；请剪短。</translation>
    </message>
    <message>
        <source>%1 is missing or damaged in the archive.</source>
        <translation>%1 在存档中缺失或已损坏。</translation>
    </message>
    <message>
        <source>%1 is missing: a checkpoint folder needs it</source>
        <translation>缺少 %1；检查点文件夹需要它</translation>
    </message>
    <message>
        <source>%1 is missing: download every shard</source>
        <translation>缺少 %1；请下载全部分片</translation>
    </message>
    <message>
        <source>%1 is missing: download every shard that %2 names</source>
        <translation>缺少 %1；请下载 %2 中列出的全部分片</translation>
    </message>
    <message>
        <source>%1 is no file.</source>
        <translation>%1 不是文件。</translation>
    </message>
    <message>
        <source>%1 is no list of pages to draw: %2.</source>
        <translation>%1 不是待绘制页面的列表：%2。</translation>
    </message>
    <message>
        <source>%1 is no recording that models take; give an MP4, MOV or WebM.</source>
        <translation>%1 不是模型可接收的录屏；请使用 MP4、MOV 或 WebM。</translation>
    </message>
    <message>
        <source>%1 is no video that can be read; use MP4, MOV, WebM, MKV or GIF, and export a damaged file again.</source>
        <translation>%1 不是可读取的视频；请使用 MP4、MOV、WebM、MKV 或 GIF，损坏的文件请重新导出。</translation>
    </message>
    <message>
        <source>%1 is not a checkpoint: it holds no config.json.</source>
        <translation>%1 不是检查点：其中没有 config.json。</translation>
    </message>
    <message>
        <source>%1 is not a folder: give the folder of a checkpoint</source>
        <translation>%1 不是文件夹；请给出检查点的文件夹</translation>
    </message>
    <message>
        <source>%1 is not a folder; give a checkpoint folder that holds config.json.</source>
        <translation>%1 不是文件夹；请给出包含 config.json 的检查点文件夹。</translation>
    </message>
    <message>
        <source>%1 is not a page, for it is not text in UTF-8.</source>
        <translation>%1 不是 UTF-8 文本，因此不是网页。</translation>
    </message>
    <message>
        <source>%1 is not a picture that can be read: use PNG, JPEG, WEBP, GIF or BMP.</source>
        <translation>%1 不是可读取的图片；请使用 PNG、JPEG、WEBP、GIF 或 BMP。</translation>
    </message>
    <message>
        <source>%1 is not a regular file.</source>
        <translation>%1 不是普通文件。</translation>
    </message>
    <message>
        <source>%1 is not a regular file: download it again</source>
        <translation>%1 不是普通文件；请重新下载</translation>
    </message>
    <message>
        <source>%1 is not an exported conversation, or it is damaged.</source>
        <translation>%1 不是导出的对话，或已损坏。</translation>
    </message>
    <message>
        <source>%1 is not empty; give a new or an empty folder.</source>
        <translation>%1 不是空的；请使用新的或空的文件夹。</translation>
    </message>
    <message>
        <source>%1 lies on another machine (%2), where the archive is slower and less safe: keep it on a disk of this one.</source>
        <translation>%1 位于另一台机器上（%2），存档在那里更慢、更不安全；请放在本机的磁盘上。</translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>%1 处线条</translation>
    </message>
    <message>
        <source>%1 must hold all 256 single bytes and no token twice; copy it again from the model&apos;s publisher.</source>
        <translation>%1 必须包含全部 256 个单字节，且没有重复的词元；请从模型发布方重新复制。</translation>
    </message>
    <message>
        <source>%1 names %2, which is no tensor: download the file again</source>
        <translation>%1 中列出的 %2 不是张量；请重新下载该文件</translation>
    </message>
    <message>
        <source>%1 names no file for tensor %2: download the file again</source>
        <translation>%1 没有写明张量 %2 所在的文件；请重新下载该文件</translation>
    </message>
    <message>
        <source>%1 names no special token %2; this is not the tokenizer of a Kimi-K2.5 checkpoint.</source>
        <translation>%1 中没有特殊词元 %2；这不是 Kimi-K2.5 检查点的分词器。</translation>
    </message>
    <message>
        <source>%1 names the shard %2, which is no .safetensors file of the folder or outside the folder: download the index again</source>
        <translation>%1 中列出的分片 %2 不是文件夹中的 .safetensors 文件，或位于文件夹之外；请重新下载索引</translation>
    </message>
    <message>
        <source>%1 never stands still; its picture shows one moment of it.</source>
        <translation>%1 一直在变化；图片显示的是其中一刻。</translation>
    </message>
    <message>
        <source>%1 of %2 could not be applied, and nothing was changed there: %3</source>
        <translation>无法应用 %2 的%1，那里没有任何改动：%3</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation>至少 %1</translation>
    </message>
    <message>
        <source>%1 pictures are too many for one page; give %2 at most.</source>
        <translation>一个页面用 %1 张图片太多；最多 %2 张。</translation>
    </message>
    <message>
        <source>%1 places</source>
        <translation>%1 处位置</translation>
    </message>
    <message>
        <source>%1 questions</source>
        <translation>%1 个问题</translation>
    </message>
    <message>
        <source>%1 refused the key; give the right one in Models, or in MOONPANE_ENDPOINT_KEY beside --model.</source>
        <translation>%1 拒绝了密钥；请在“模型”中，或与 --model 一起在 MOONPANE_ENDPOINT_KEY 中给出正确的密钥。</translation>
    </message>
    <message>
        <source>%1 refused the picture (%2); choose a model that sees pictures in Models.</source>
        <translation>%1 拒绝了图片（%2）；请在“模型”中选择能看图片的模型。</translation>
    </message>
    <message>
        <source>%1 refused to start</source>
        <translation>%1拒绝启动</translation>
    </message>
    <message>
        <source>%1 requests wait already and at most %2 may; try again soon.</source>
        <translation>已有 %1 个请求在等待，最多可有 %2 个；请稍后重试。</translation>
    </message>
    <message>
        <source>%1 sent no page, only HTTP status %2.</source>
        <translation>%1 没有发送页面，只返回了 HTTP 状态 %2。</translation>
    </message>
    <message>
        <source>%1 sent something that is not JSON; is it an OpenAI-compatible endpoint?</source>
        <translation>%1 发来的不是 JSON；它是 OpenAI 兼容接口吗？</translation>
    </message>
    <message>
        <source>%1 serves no model.</source>
        <translation>%1 没有提供任何模型。</translation>
    </message>
    <message>
        <source>%1 shadows</source>
        <translation>%1 处阴影</translation>
    </message>
    <message>
        <source>%1 shows an error: %2</source>
        <translation>%1 显示了错误：%2</translation>
    </message>
    <message>
        <source>%1 sizes</source>
        <translation>%1 处尺寸</translation>
    </message>
    <message>
        <source>%1 stays, for %2 cannot be used: %3</source>
        <translation>仍使用 %1，因为 %2 无法使用：%3</translation>
    </message>
    <message>
        <source>%1 takes longer than %2 seconds to decode: save it as PNG, or smaller.</source>
        <translation>解码 %1 需要超过 %2 秒；请保存为 PNG，或缩小。</translation>
    </message>
    <message>
        <source>%1 takes longer than %2 seconds to decode; cut it or make it smaller.</source>
        <translation>解码 %1 需要超过 %2 秒；请剪短或缩小。</translation>
    </message>
    <message>
        <source>%1 takes too long to open; cut it or make it smaller.</source>
        <translation>打开 %1 耗时太长；请剪短或缩小。</translation>
    </message>
    <message>
        <source>%1 texts</source>
        <translation>%1 处文字</translation>
    </message>
    <message>
        <source>%1 used more than %2 MB of memory and was stopped.</source>
        <translation>%1 使用的内存超过 %2 MB，已停止。</translation>
    </message>
    <message>
        <source>%1 was abbreviated (“%2”): write all of it, or edit blocks for what changes.</source>
        <translation>%1 被省略了一部分（“%2”）；请写出全部内容，或用编辑块写出改动之处。</translation>
    </message>
    <message>
        <source>%1 was ended from outside (%2).</source>
        <translation>%1被外部终止（%2）。</translation>
    </message>
    <message>
        <source>%1 was given without `%2`: write all of it, or edit blocks for what changes.</source>
        <translation>%1 缺少 `%2`；请写出全部内容，或用编辑块写出改动之处。</translation>
    </message>
    <message>
        <source>%1 was killed (by a person, or because memory ran out).</source>
        <translation>%1被强行终止（由人终止，或内存耗尽）。</translation>
    </message>
    <message>
        <source>%1 was not loaded to its end; its picture shows how far it had come.</source>
        <translation>%1 没有加载完；图片显示的是已加载的部分。</translation>
    </message>
    <message>
        <source>%1 was not read within %2 seconds.</source>
        <translation>未能在 %2 秒内读完 %1。</translation>
    </message>
    <message>
        <source>%1 was saved with the names that transformers uses inside: save it again with save_pretrained(…, save_original_format=True)</source>
        <translation>%1 是用 transformers 内部的名称保存的；请用 save_pretrained(…, save_original_format=True) 重新保存</translation>
    </message>
    <message>
        <source>%1 was still loading; its picture shows how far it had come.</source>
        <translation>%1 当时仍在加载；图片显示的是已加载的部分。</translation>
    </message>
    <message>
        <source>%1 was stopped.</source>
        <translation>%1已停止。</translation>
    </message>
    <message>
        <source>%1, and %2 others are missing: download every shard that %3 names</source>
        <translation>缺少 %1 及另外 %2 个文件；请下载 %3 中列出的全部分片</translation>
    </message>
    <message>
        <source>%1, because the model&apos;s context is too small for all of the conversation.</source>
        <translation>由于模型的上下文放不下整个对话，%1。</translation>
    </message>
    <message>
        <source>%1, line %2: expected &apos;base64 %3&apos; with ranks counting up from 0; copy the file again from the model&apos;s publisher.</source>
        <translation>%1 第 %2 行：应为“base64 %3”，序号从 0 开始递增；请从模型发布方重新复制该文件。</translation>
    </message>
    <message>
        <source>%1: %2 follows it now.</source>
        <translation>%1：后面现在有 %2。</translation>
    </message>
    <message>
        <source>%1: %2 is %3, but config.json says %4; use the files of one checkpoint.</source>
        <translation>%1：%2 为 %3，而 config.json 中为 %4；请使用同一检查点的文件。</translation>
    </message>
    <message>
        <source>%1: %2: download the file again</source>
        <translation>%1：%2；请重新下载该文件</translation>
    </message>
    <message>
        <source>%1: %2: is this a Kimi checkpoint?</source>
        <translation>%1：%2；这是 Kimi 检查点吗？</translation>
    </message>
    <message>
        <source>%1: a link now.</source>
        <translation>%1：现在是链接。</translation>
    </message>
    <message>
        <source>%1: added once more, as “%2”.</source>
        <translation>%1：又添加了一个，文字为“%2”。</translation>
    </message>
    <message>
        <source>%1: added once more.</source>
        <translation>%1：又添加了一个。</translation>
    </message>
    <message>
        <source>%1: added token %2 (%3) is not one of the %4 special slots %5..%6 behind the %7 tokens of %8; use the two files of one checkpoint.</source>
        <translation>%1：新增词元 %2（%3）不属于 %8 的 %7 个词元之后的 %4 个特殊位置（%5..%6）；请使用同一检查点的两个文件。</translation>
    </message>
    <message>
        <source>%1: added token %2 has a name of %3 characters, not up to %4.</source>
        <translation>%1：新增词元 %2 的名称有 %3 个字符，超过 %4 个。</translation>
    </message>
    <message>
        <source>%1: before it comes %2 now.</source>
        <translation>%1：前面现在有 %2。</translation>
    </message>
    <message>
        <source>%1: config.json says media_placeholder_token_id %2, but the tokenizer&apos;s &lt;|media_pad|&gt; is %3; use the files of one checkpoint.</source>
        <translation>%1：config.json 中 media_placeholder_token_id 为 %2，而分词器的 &lt;|media_pad|&gt; 为 %3；请使用同一检查点的文件。</translation>
    </message>
    <message>
        <source>%1: its colour is now %2.</source>
        <translation>%1：颜色现在是 %2。</translation>
    </message>
    <message>
        <source>%1: leads to %2 now.</source>
        <translation>%1：现在链接到 %2。</translation>
    </message>
    <message>
        <source>%1: now before %2.</source>
        <translation>%1：现在位于 %2 之前。</translation>
    </message>
    <message>
        <source>%1: now behind %2.</source>
        <translation>%1：现在位于 %2 之后。</translation>
    </message>
    <message>
        <source>%1: now the first one.</source>
        <translation>%1：现在排在最前。</translation>
    </message>
    <message>
        <source>%1: now the last one.</source>
        <translation>%1：现在排在最后。</translation>
    </message>
    <message>
        <source>%1: removed.</source>
        <translation>%1：已移除。</translation>
    </message>
    <message>
        <source>%1: temporal_merge_kernel_size is %2, but config.json has places for %3 frames; use the files of one checkpoint.</source>
        <translation>%1：temporal_merge_kernel_size 为 %2，而 config.json 中有 %3 帧的位置；请使用同一检查点的文件。</translation>
    </message>
    <message>
        <source>%1: the background is now %2.</source>
        <translation>%1：背景现在是 %2。</translation>
    </message>
    <message>
        <source>%1: the text is now “%2”.</source>
        <translation>%1：文字现在是“%2”。</translation>
    </message>
    <message>
        <source>%1: the tokenizer has %2 tokens but config.json says vocab_size %3; use the tokenizer files of this checkpoint.</source>
        <translation>%1：分词器有 %2 个词元，而 config.json 中 vocab_size 为 %3；请使用此检查点的分词器文件。</translation>
    </message>
    <message>
        <source>%1: token %2 does not exist; ids go from 0 to %3.</source>
        <translation>%1：词元 %2 不存在；编号从 0 到 %3。</translation>
    </message>
    <message>
        <source>%1: “%2” is now “%3”.</source>
        <translation>%1：“%2”现在是“%3”。</translation>
    </message>
    <message>
        <source>%1; the files are: %2. Put the path on the line before the block.</source>
        <translation>%1；现有文件：%2。请把路径写在块的前一行。</translation>
    </message>
    <message>
        <source>(last time: %1)</source>
        <translation>（上一次：%1）</translation>
    </message>
    <message>
        <source>1 question with its answer</source>
        <translation>1 个问题及其回答</translation>
    </message>
    <message>
        <source>1 to %1 variants can be made at once, not %2.</source>
        <translation>一次可以生成 1 到 %1 个方案，不能是 %2 个。</translation>
    </message>
    <message>
        <source>A change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>A model in the settings cannot be read and is left out: %1</source>
        <translation>设置中有一个模型无法读取，已略过：%1</translation>
    </message>
    <message>
        <source>A model needs a name.</source>
        <translation>模型需要名称。</translation>
    </message>
    <message>
        <source>A new block begins before this one has ended with `&gt;&gt;&gt;&gt;&gt;&gt;&gt; REPLACE`.</source>
        <translation>块还没有以 `&gt;&gt;&gt;&gt;&gt;&gt;&gt; REPLACE` 结束，新的块就开始了。</translation>
    </message>
    <message>
        <source>A page is measured against 1 to %1 pictures; %2 were given.</source>
        <translation>页面与 1 到 %1 张图片比较测量；给出了 %2 张。</translation>
    </message>
    <message>
        <source>A page is refined in 1 to %1 rounds, not %2.</source>
        <translation>页面可以改进 1 到 %1 轮，不能是 %2 轮。</translation>
    </message>
    <message>
        <source>A page on this computer is drawn from its file; give the path instead of a file: address.</source>
        <translation>本机的网页直接从文件绘制；请给出路径，而不是 file: 网址。</translation>
    </message>
    <message>
        <source>A part of the picture has too much text for the model and is left out.</source>
        <translation>图片中有一部分的文字对模型来说太多，已略去。</translation>
    </message>
    <message>
        <source>A part without words</source>
        <translation>没有文字的部分</translation>
    </message>
    <message>
        <source>A picture of %1 x %2 cannot be made: sides are 1 to %3 px, %4 megapixels at most.</source>
        <translation>无法生成 %1 x %2 的图片：每边 1 到 %3 px，最多 %4 百万像素。</translation>
    </message>
    <message>
        <source>All rounds are done.</source>
        <translation>所有轮次已完成。</translation>
    </message>
    <message>
        <source>All variants were stopped.</source>
        <translation>所有方案都已停止。</translation>
    </message>
    <message>
        <source>An address with a name and a password in it is not visited; leave them out.</source>
        <translation>不会访问含有用户名和密码的网址；请去掉它们。</translation>
    </message>
    <message>
        <source>An answer is still being written; export the conversation when it has ended.</source>
        <translation>回答仍在编写；请在结束后导出对话。</translation>
    </message>
    <message>
        <source>Another window of Moonpane works in %1; close it first.</source>
        <translation>另一个 Moonpane 窗口正在使用 %1；请先关闭它。</translation>
    </message>
    <message>
        <source>Beyond that, %1 could be read from the damaged file.</source>
        <translation>此外，还从损坏的文件中读出了 %1。</translation>
    </message>
    <message>
        <source>Broken pipe</source>
        <translation>管道已断开</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation>无法分配内存</translation>
    </message>
    <message>
        <source>Chromium&apos;s sandbox cannot be built because this system closes user namespaces to ordinary users; open them: sudo sysctl -w %1.</source>
        <translation>此系统不允许普通用户使用用户命名空间，因此无法建立 Chromium 的沙盒；请这样开放：sudo sysctl -w %1。</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>连接被拒绝</translation>
    </message>
    <message>
        <source>Connection reset by peer</source>
        <translation>连接被对方重置</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>连接超时</translation>
    </message>
    <message>
        <source>Corrected %1.</source>
        <translation>已修正 %1。</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>超出磁盘配额</translation>
    </message>
    <message>
        <source>Embedded model</source>
        <translation>内置模型</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>这是文件夹</translation>
    </message>
    <message>
        <source>It could not be drawn.</source>
        <translation>无法绘制。</translation>
    </message>
    <message>
        <source>It does not measure better.</source>
        <translation>测量结果没有更好。</translation>
    </message>
    <message>
        <source>It is no object.</source>
        <translation>它不是对象。</translation>
    </message>
    <message>
        <source>It is the same page.</source>
        <translation>页面没有变化。</translation>
    </message>
    <message>
        <source>It is there twice.</source>
        <translation>它出现了两次。</translation>
    </message>
    <message>
        <source>It measures better.</source>
        <translation>测量结果更好。</translation>
    </message>
    <message>
        <source>It measures worse at one of the widths.</source>
        <translation>在其中一种宽度下测量结果更差。</translation>
    </message>
    <message>
        <source>It measures worse.</source>
        <translation>测量结果更差。</translation>
    </message>
    <message>
        <source>It was restored from the backup of %1.</source>
        <translation>已从 %1 的备份恢复。</translation>
    </message>
    <message>
        <source>Its texts seem nearer, but its pixels are farther off.</source>
        <translation>文字看似更接近，但像素相差更大。</translation>
    </message>
    <message>
        <source>Moonpane is running already, but does not answer: end it, then start it again.</source>
        <translation>Moonpane 已在运行，但没有响应：请结束它，然后重新启动。</translation>
    </message>
    <message>
        <source>More than %1 models cannot be kept; remove one first.</source>
        <translation>最多只能保存 %1 个模型；请先移除一个。</translation>
    </message>
    <message>
        <source>Most like them are lines %1 to %2.</source>
        <translation>最相似的是第 %1 到 %2 行。</translation>
    </message>
    <message>
        <source>Most like them is line %1.</source>
        <translation>最相似的是第 %1 行。</translation>
    </message>
    <message>
        <source>Name or service not known</source>
        <translation>找不到该主机名</translation>
    </message>
    <message>
        <source>Network is unreachable</source>
        <translation>网络不可达</translation>
    </message>
    <message>
        <source>No gain for a round.</source>
        <translation>有一轮没有提高。</translation>
    </message>
    <message>
        <source>No route to host</source>
        <translation>没有到主机的路由</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有这样的文件或文件夹</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>不是文件夹</translation>
    </message>
    <message>
        <source>Only a guess, and not carried out: %1</source>
        <translation>只是猜测，没有执行：%1</translation>
    </message>
    <message>
        <source>Nothing in it could be read.</source>
        <translation>其中没有任何内容可以读出。</translation>
    </message>
    <message>
        <source>Nothing there is like them.</source>
        <translation>其中没有与之相似的内容。</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>不允许的操作</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>权限不足</translation>
    </message>
    <message>
        <source>Previews run in Chromium&apos;s process sandbox.</source>
        <translation>预览在 Chromium 的进程沙盒中运行。</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>只读文件系统</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>Running as root: Chromium&apos;s process sandbox is off for previews. Run as an ordinary user for it.</source>
        <translation>当前以 root 身份运行：预览的 Chromium 进程沙盒已关闭。请以普通用户身份运行以启用它。</translation>
    </message>
    <message>
        <source>Say in words what is to change.</source>
        <translation>请用文字说明要修改什么。</translation>
    </message>
    <message>
        <source>Some of these words were damaged and could not be restored.</source>
        <translation>其中一些文字已损坏，无法恢复。</translation>
    </message>
    <message>
        <source>Started again.</source>
        <translation>已重新启动。</translation>
    </message>
    <message>
        <source>Stopped before it was measured.</source>
        <translation>在测量之前已停止。</translation>
    </message>
    <message>
        <source>Temporary failure in name resolution</source>
        <translation>域名解析暂时失败</translation>
    </message>
    <message>
        <source>The %1 of a model has to be one line of at most %2 characters.</source>
        <translation>模型的 %1 必须是一行，最多 %2 个字符。</translation>
    </message>
    <message>
        <source>The %1 oldest exchanges were left out</source>
        <translation>略去了最早的 %1 轮对话</translation>
    </message>
    <message>
        <source>The %1 oldest exchanges were left out with their pictures</source>
        <translation>略去了最早的 %1 轮对话及其图片</translation>
    </message>
    <message>
        <source>The address of a model is host and path only (%1://%2…); give its key in Models, or in MOONPANE_ENDPOINT_KEY beside --model.</source>
        <translation>模型的地址只包含主机和路径（%1://%2…）；请在“模型”中，或与 --model 一起在 MOONPANE_ENDPOINT_KEY 中给出密钥。</translation>
    </message>
    <message>
        <source>The answer ended before %1 did, so the file stays as it was.</source>
        <translation>%1 还没写完，回答就结束了，因此文件保持原样。</translation>
    </message>
    <message>
        <source>The answer is larger than a page may be, and its end is left out.</source>
        <translation>回答超过了页面的上限，末尾已略去。</translation>
    </message>
    <message>
        <source>The answer is still cut off after four continuations.</source>
        <translation>继续了四次，回答仍被截断。</translation>
    </message>
    <message>
        <source>The answer that is being written belongs to no question in the archive.</source>
        <translation>正在编写的回答在存档中没有对应的问题。</translation>
    </message>
    <message>
        <source>The answer was not read as fast as it came, so it was ended; ask again.</source>
        <translation>回答的读取跟不上生成的速度，因此已结束；请重新提问。</translation>
    </message>
    <message>
        <source>The archive in %1 cannot be used: %2.</source>
        <translation>无法使用 %1 中的存档：%2。</translation>
    </message>
    <message>
        <source>The archive in %1 cannot be written just now: %2. It is tried again.</source>
        <translation>暂时无法写入 %1 中的存档：%2。会再次尝试。</translation>
    </message>
    <message>
        <source>The archive in %1 is damaged; start Moonpane again to have it repaired.</source>
        <translation>%1 中的存档已损坏；请重新启动 Moonpane 以修复。</translation>
    </message>
    <message>
        <source>The archive is closed.</source>
        <translation>存档已关闭。</translation>
    </message>
    <message>
        <source>The archive was damaged.</source>
        <translation>存档曾损坏。</translation>
    </message>
    <message>
        <source>The block does not end: there is no line `&gt;&gt;&gt;&gt;&gt;&gt;&gt; REPLACE`.</source>
        <translation>块没有结束：缺少 `&gt;&gt;&gt;&gt;&gt;&gt;&gt; REPLACE` 这一行。</translation>
    </message>
    <message>
        <source>The block does not say its file</source>
        <translation>块没有写明文件</translation>
    </message>
    <message>
        <source>The block has more than one line `=======`, so it is not clear where the text to find ends; use longer markers for all three lines, with 9 signs each.</source>
        <translation>块中有不止一行 `=======`，无法确定要查找的文字在哪里结束；三行标记都请用 9 个符号的长标记。</translation>
    </message>
    <message>
        <source>The block has no line `=======` between what to find and what to put there.</source>
        <translation>块中缺少分隔查找内容与替换内容的 `=======` 这一行。</translation>
    </message>
    <message>
        <source>The checkpoint of %1 has to be an absolute folder, not “%2”.</source>
        <translation>%1 的检查点必须是绝对路径的文件夹，而不是“%2”。</translation>
    </message>
    <message>
        <source>The context of %1 has to be between 1 and %2 tokens.</source>
        <translation>%1 的上下文必须在 1 到 %2 个词元之间。</translation>
    </message>
    <message>
        <source>The copy does not hold together.</source>
        <translation>副本不完整。</translation>
    </message>
    <message>
        <source>The damaged file is kept in %1.</source>
        <translation>损坏的文件保存在 %1。</translation>
    </message>
    <message>
        <source>The default is used.</source>
        <translation>已使用默认值。</translation>
    </message>
    <message>
        <source>The disk of %1 is full: free some space, and what is not saved yet will be saved.</source>
        <translation>%1 所在的磁盘已满；请腾出空间，尚未保存的内容随后就会保存。</translation>
    </message>
    <message>
        <source>The embedded model answers at once and cannot think first; leave out --thinking.</source>
        <translation>内置模型会直接回答，无法先思考；请去掉 --thinking。</translation>
    </message>
    <message>
        <source>The embedded model changes a page by words and looks at no pictures; leave them out, or choose another model in Models.</source>
        <translation>内置模型只按文字修改页面，不看图片；请去掉图片，或在“模型”中选择其他模型。</translation>
    </message>
    <message>
        <source>The embedded model follows no instructions, neither written nor drawn; %1.</source>
        <translation>内置模型不遵循任何指示，无论是文字还是标注；%1。</translation>
    </message>
    <message>
        <source>The embedded model takes one picture at a time; %1.</source>
        <translation>内置模型一次只接收一张图片；%1。</translation>
    </message>
    <message>
        <source>The embedded model takes wishes of up to %1 letters; say less at a time, or choose another model in Models.</source>
        <translation>内置模型一次最多接受 %1 个字符的要求；请分次说明，或在“模型”中选择其他模型。</translation>
    </message>
    <message>
        <source>The embedded model wanted more than it may say at once; say less at a time for the rest.</source>
        <translation>内置模型想做的超出了一次能说的内容；其余部分请分次说明。</translation>
    </message>
    <message>
        <source>The engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>The engine cannot be started: %1.</source>
        <translation>无法启动引擎：%1。</translation>
    </message>
    <message>
        <source>The engine did not answer within %1 seconds of being started.</source>
        <translation>引擎启动后 %1 秒内没有响应。</translation>
    </message>
    <message>
        <source>The engine has stopped; restart it to go on.</source>
        <translation>引擎已停止；请重新启动以继续。</translation>
    </message>
    <message>
        <source>The engine is shutting down.</source>
        <translation>引擎正在关闭。</translation>
    </message>
    <message>
        <source>The engine stopped making progress while loading (stage: %1).</source>
        <translation>引擎在加载时没有进展（阶段：%1）。</translation>
    </message>
    <message>
        <source>The engine was restarted %1 times within %2 minutes and is not started again%3.</source>
        <translation>引擎在 %2 分钟内已重新启动 %1 次，不再启动%3。</translation>
    </message>
    <message>
        <source>The engine&apos;s /health answered with status %1.</source>
        <translation>引擎的 /health 返回状态码 %1。</translation>
    </message>
    <message>
        <source>The engine&apos;s account of %1 cannot be understood (%2).</source>
        <translation>无法理解引擎对 %1 的说明（%2）。</translation>
    </message>
    <message>
        <source>The engine&apos;s first line was not its handshake but: %1.</source>
        <translation>引擎的第一行不是握手信息，而是：%1。</translation>
    </message>
    <message>
        <source>The key for %1 cannot be kept: %2.</source>
        <translation>无法保存 %1 的密钥：%2。</translation>
    </message>
    <message>
        <source>The key for %1 has characters that no key has; give the right one.</source>
        <translation>%1 的密钥含有密钥中不会出现的字符；请给出正确的密钥。</translation>
    </message>
    <message>
        <source>The lines to find do not stand in %1.</source>
        <translation>要查找的内容不在 %1 中。</translation>
    </message>
    <message>
        <source>The lines to find stand %1 times in %2 (lines %3); add lines around them until they are the only ones.</source>
        <translation>要查找的内容在 %2 中出现了 %1 次（第 %3 行）；请加上前后的行，直到只剩一处。</translation>
    </message>
    <message>
        <source>The list of tables is damaged.</source>
        <translation>数据表列表已损坏。</translation>
    </message>
    <message>
        <source>The model %1 is not served here; this engine serves %2.</source>
        <translation>这里没有模型 %1；此引擎提供 %2。</translation>
    </message>
    <message>
        <source>The model answered nothing.</source>
        <translation>模型没有回答。</translation>
    </message>
    <message>
        <source>The model answered without a page.</source>
        <translation>模型的回答中没有页面。</translation>
    </message>
    <message>
        <source>The model answered without a page: “%1”.</source>
        <translation>模型的回答中没有页面：“%1”。</translation>
    </message>
    <message>
        <source>The model changed %1.</source>
        <translation>模型修改了 %1。</translation>
    </message>
    <message>
        <source>The model changed nothing.</source>
        <translation>模型没有做任何修改。</translation>
    </message>
    <message>
        <source>The model could not be asked again for what did not fit: %1</source>
        <translation>无法就不匹配的修改再次询问模型：%1</translation>
    </message>
    <message>
        <source>The model did not go on where it was cut off.</source>
        <translation>模型没有从截断处继续。</translation>
    </message>
    <message>
        <source>The model said the same over and over and was stopped; what it wrote until then is kept.</source>
        <translation>模型不断重复相同的内容，已被停止；此前写出的内容已保留。</translation>
    </message>
    <message>
        <source>The model saw the %1 worst regions beside the mockup.</source>
        <translation>模型对照设计稿查看了差异最大的 %1 处。</translation>
    </message>
    <message>
        <source>The model took away %1 files.</source>
        <translation>模型删去了 %1 个文件。</translation>
    </message>
    <message>
        <source>The model&apos;s context has no room for the rest of the answer.</source>
        <translation>模型的上下文放不下回答的其余部分。</translation>
    </message>
    <message>
        <source>The new text</source>
        <translation>新内容</translation>
    </message>
    <message>
        <source>The oldest exchange was left out</source>
        <translation>略去了最早的一轮对话</translation>
    </message>
    <message>
        <source>The oldest exchange was left out with its picture</source>
        <translation>略去了最早的一轮对话及其图片</translation>
    </message>
    <message>
        <source>The page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>The page broke off its own loading; it was drawn as far as it had come.</source>
        <translation>页面自行中断了加载；已绘制到当时的程度。</translation>
    </message>
    <message>
        <source>The page could not be measured.</source>
        <translation>无法测量页面。</translation>
    </message>
    <message>
        <source>The page did not finish loading within %1 seconds.</source>
        <translation>页面未能在 %1 秒内加载完成。</translation>
    </message>
    <message>
        <source>The page is dark now.</source>
        <translation>页面现在是深色的。</translation>
    </message>
    <message>
        <source>The page is larger than %1 MB and is not rendered.</source>
        <translation>页面超过 %1 MB，不予绘制。</translation>
    </message>
    <message>
        <source>The page is larger than %1 MB and is not shown.</source>
        <translation>页面超过 %1 MB，不予显示。</translation>
    </message>
    <message>
        <source>The page is light now.</source>
        <translation>页面现在是浅色的。</translation>
    </message>
    <message>
        <source>The page renderer</source>
        <translation>页面渲染器</translation>
    </message>
    <message>
        <source>The page renderer could not be started: %1</source>
        <translation>无法启动页面渲染器：%1</translation>
    </message>
    <message>
        <source>The page renderer did not finish within %1 seconds.</source>
        <translation>页面渲染器未在 %1 秒内完成。</translation>
    </message>
    <message>
        <source>The page renderer did not start within %1 s.</source>
        <translation>页面渲染器未在 %1 秒内启动。</translation>
    </message>
    <message>
        <source>The page renderer ended before it drew this page.</source>
        <translation>页面渲染器在绘制此页面之前就结束了。</translation>
    </message>
    <message>
        <source>The page renderer said nothing for %1 seconds.</source>
        <translation>页面渲染器已有 %1 秒没有动静。</translation>
    </message>
    <message>
        <source>The pages could not be drawn: %1.</source>
        <translation>无法绘制页面：%1。</translation>
    </message>
    <message>
        <source>The part of %1 is %2 x %3 px, which is too small to be an interface.</source>
        <translation>%1 的这一部分只有 %2 x %3 px，太小，不像是一个界面。</translation>
    </message>
    <message>
        <source>The part with “%1”</source>
        <translation>含有“%1”的部分</translation>
    </message>
    <message>
        <source>The picked element is not written in %1 as it is now; pick it once more, or name it in words.</source>
        <translation>所选元素不在现在的 %1 中；请重新选取，或用文字指明。</translation>
    </message>
    <message>
        <source>The picture is %1 x %2 px; this model takes less than %3 a side, crop it.</source>
        <translation>图片为 %1 x %2 px；此模型要求每边小于 %3，请裁剪。</translation>
    </message>
    <message>
        <source>The picture needs more memory than is allowed for one picture.</source>
        <translation>图片所需内存超过单张图片的上限。</translation>
    </message>
    <message>
        <source>The pixel worker</source>
        <translation>图像处理进程</translation>
    </message>
    <message>
        <source>The pixel worker cannot be started: %1.</source>
        <translation>无法启动图像处理进程：%1。</translation>
    </message>
    <message>
        <source>The pixel worker did not start within %1 seconds.</source>
        <translation>图像处理进程未在 %1 秒内启动。</translation>
    </message>
    <message>
        <source>The pixel worker needed more than %1 seconds (%2) and was stopped.</source>
        <translation>图像处理超过 %1 秒（%2），已停止。</translation>
    </message>
    <message>
        <source>The preview must be prepared before the QApplication is made.</source>
        <translation>必须在创建 QApplication 之前准备好预览。</translation>
    </message>
    <message>
        <source>The preview was stopped because the page %1.</source>
        <translation>预览已停止，因为页面%1。</translation>
    </message>
    <message>
        <source>The preview&apos;s %1 is missing: run `make setup` first.</source>
        <translation>缺少预览所需的 %1；请先运行 `make setup`。</translation>
    </message>
    <message>
        <source>The process that shows the page ended unexpectedly.</source>
        <translation>显示页面的进程意外结束了。</translation>
    </message>
    <message>
        <source>The project has more than %1 files and is not exported.</source>
        <translation>项目文件超过 %1 个，不予导出。</translation>
    </message>
    <message>
        <source>The prompt has %1 tokens and %2 more are asked for, but the context holds %3; shorten the prompt or lower max_tokens.</source>
        <translation>提示有 %1 个词元，另需 %2 个，但上下文只能容纳 %3 个；请缩短提示或减小 max_tokens。</translation>
    </message>
    <message>
        <source>The prompt has %1 tokens, but the context holds %2; shorten the prompt or lower max_tokens.</source>
        <translation>提示有 %1 个词元，但上下文只能容纳 %2 个；请缩短提示或减小 max_tokens。</translation>
    </message>
    <message>
        <source>The prompt has %1 tokens, but with echo and logprobs together at most %2 are taken; shorten it.</source>
        <translation>提示有 %1 个词元，但同时使用 echo 和 logprobs 时最多接收 %2 个；请缩短。</translation>
    </message>
    <message>
        <source>The prompt has at least %1 tokens, but the context holds %2; shorten it.</source>
        <translation>提示至少有 %1 个词元，但上下文只能容纳 %2 个；请缩短。</translation>
    </message>
    <message>
        <source>The rest of the answer is missing: %1</source>
        <translation>缺少回答的其余部分：%1</translation>
    </message>
    <message>
        <source>The score is high already.</source>
        <translation>得分已经很高。</translation>
    </message>
    <message>
        <source>The setting “%1” has to be one line of at most %2 characters.</source>
        <translation>设置“%1”必须是一行，最多 %2 个字符。</translation>
    </message>
    <message>
        <source>The setting “%1” is %2; it can be %3.</source>
        <translation>设置“%1”为%2；可用的值是 %3。</translation>
    </message>
    <message>
        <source>The setting “editor” is %1; a quotation mark in it is not closed.</source>
        <translation>设置“editor”为%1；其中有一个引号没有闭合。</translation>
    </message>
    <message>
        <source>The setting “recordings” is %1; it has to be an absolute folder.</source>
        <translation>设置“recordings”为%1；必须是绝对路径的文件夹。</translation>
    </message>
    <message>
        <source>The setting “thinking” is %1; it can be true or false.</source>
        <translation>设置“thinking”为%1；只能是 true 或 false。</translation>
    </message>
    <message>
        <source>The settings cannot be written to %1: %2.</source>
        <translation>无法将设置写入 %1：%2。</translation>
    </message>
    <message>
        <source>The settings in %1 cannot be read: %2.</source>
        <translation>无法读取 %1 中的设置：%2。</translation>
    </message>
    <message>
        <source>The settings were damaged and begin anew; the old file is kept as %1.</source>
        <translation>设置已损坏，现重新开始；旧文件保存为 %1。</translation>
    </message>
    <message>
        <source>There are %1 files already, which is the most a project may have.</source>
        <translation>已有 %1 个文件，达到项目的上限。</translation>
    </message>
    <message>
        <source>There is neither a page nor a component in these files, so nothing can be drawn.</source>
        <translation>这些文件中既没有页面也没有组件，因此无法绘制。</translation>
    </message>
    <message>
        <source>There is no %1 at %2.</source>
        <translation>%2 处没有%1。</translation>
    </message>
    <message>
        <source>There is no checkpoint at %1: %2</source>
        <translation>%1 处没有检查点：%2</translation>
    </message>
    <message>
        <source>There is no checkpoint at %1; give a folder that holds config.json, or a URL.</source>
        <translation>%1 处没有检查点；请给出包含 config.json 的文件夹，或一个 URL。</translation>
    </message>
    <message>
        <source>There is no file %1</source>
        <translation>没有文件 %1</translation>
    </message>
    <message>
        <source>There is no page yet to be changed; give the embedded model a picture, or choose another model in Models.</source>
        <translation>还没有可以修改的页面；请给内置模型一张图片，或在“模型”中选择其他模型。</translation>
    </message>
    <message>
        <source>There is nothing to export: the project has no files.</source>
        <translation>没有可导出的内容：项目中没有文件。</translation>
    </message>
    <message>
        <source>These numbers were measured in the mockup, and each was tried on the page.</source>
        <translation>这些数值在设计稿中测得，并逐一在页面上试过。</translation>
    </message>
    <message>
        <source>This archive was written by a newer version of Moonpane and is only shown: what you do now is not saved. Update Moonpane to go on working in it.</source>
        <translation>此存档由更新版本的 Moonpane 写成，仅供查看：您现在所做的不会保存。请更新 Moonpane 后继续使用。</translation>
    </message>
    <message>
        <source>This conversation is not in the archive any more.</source>
        <translation>此对话已不在存档中。</translation>
    </message>
    <message>
        <source>This does not fit into the model&apos;s context; choose a model with a larger one. The model says: %1</source>
        <translation>超出了模型的上下文；请选择上下文更大的模型。模型说：%1</translation>
    </message>
    <message>
        <source>This page differs from its mockup in what its code computes or takes from elsewhere, so no number in it could be corrected.</source>
        <translation>此页面与设计稿的差异都来自代码的计算或其他位置，因此没有可以修正的数值。</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>打开的文件过多</translation>
    </message>
    <message>
        <source>What to put there was abbreviated (“%1”), which would delete what it stands for.</source>
        <translation>替换内容被省略了一部分（“%1”），这会删去它所代表的内容。</translation>
    </message>
    <message>
        <source>What was kept last before Moonpane ended could not be read: its log was removed or damaged.</source>
        <translation>Moonpane 结束前最后保存的内容无法读取：其日志被移除或已损坏。</translation>
    </message>
    <message>
        <source>Without measuring, the embedded model writes plain HTML only, not %1; leave out --no-grounding.</source>
        <translation>不经测量时，内置模型只编写普通 HTML，不写 %1；请去掉 --no-grounding。</translation>
    </message>
    <message>
        <source>a button “%1”</source>
        <translation>按钮“%1”</translation>
    </message>
    <message>
        <source>a line at the bottom</source>
        <translation>下侧线条</translation>
    </message>
    <message>
        <source>a line at the left</source>
        <translation>左侧线条</translation>
    </message>
    <message>
        <source>a line at the right</source>
        <translation>右侧线条</translation>
    </message>
    <message>
        <source>a line at the top</source>
        <translation>上侧线条</translation>
    </message>
    <message>
        <source>a text “%1”</source>
        <translation>文字“%1”</translation>
    </message>
    <message>
        <source>bold now</source>
        <translation>现在是粗体</translation>
    </message>
    <message>
        <source>crossed out now</source>
        <translation>现在有删除线</translation>
    </message>
    <message>
        <source>higher now</source>
        <translation>现在更高</translation>
    </message>
    <message>
        <source>in capital letters now</source>
        <translation>现在是大写</translation>
    </message>
    <message>
        <source>in small letters now</source>
        <translation>现在是小写</translation>
    </message>
    <message>
        <source>in the middle now</source>
        <translation>现在居中</translation>
    </message>
    <message>
        <source>it cannot be a link</source>
        <translation>它不能成为链接</translation>
    </message>
    <message>
        <source>it cannot stand there</source>
        <translation>它不能放在那里</translation>
    </message>
    <message>
        <source>it is not on the page any more</source>
        <translation>它已不在页面上</translation>
    </message>
    <message>
        <source>it is not said what is to be replaced</source>
        <translation>没有说明要替换什么</translation>
    </message>
    <message>
        <source>it is not said what is to come there</source>
        <translation>没有说明要放什么</translation>
    </message>
    <message>
        <source>it is so already</source>
        <translation>它已经是这样</translation>
    </message>
    <message>
        <source>it is the page itself</source>
        <translation>它就是页面本身</translation>
    </message>
    <message>
        <source>italic now</source>
        <translation>现在是斜体</translation>
    </message>
    <message>
        <source>its corners are round now</source>
        <translation>现在是圆角</translation>
    </message>
    <message>
        <source>its corners are square now</source>
        <translation>现在是直角</translation>
    </message>
    <message>
        <source>its ends are fully round now</source>
        <translation>现在两端是半圆形</translation>
    </message>
    <message>
        <source>its parts are closer together now</source>
        <translation>现在各部分之间更近</translation>
    </message>
    <message>
        <source>its parts are farther apart now</source>
        <translation>现在各部分之间更远</translation>
    </message>
    <message>
        <source>its tag is written in a way that is not understood</source>
        <translation>它的标签写法无法理解</translation>
    </message>
    <message>
        <source>larger now</source>
        <translation>现在更大</translation>
    </message>
    <message>
        <source>less room inside now</source>
        <translation>现在内部空间更小</translation>
    </message>
    <message>
        <source>lower now</source>
        <translation>现在更矮</translation>
    </message>
    <message>
        <source>more room inside now</source>
        <translation>现在内部空间更大</translation>
    </message>
    <message>
        <source>narrower now</source>
        <translation>现在更窄</translation>
    </message>
    <message>
        <source>not bold any more</source>
        <translation>不再是粗体</translation>
    </message>
    <message>
        <source>nothing is written on it</source>
        <translation>上面没有文字</translation>
    </message>
    <message>
        <source>on the left now</source>
        <translation>现在靠左</translation>
    </message>
    <message>
        <source>on the right now</source>
        <translation>现在靠右</translation>
    </message>
    <message>
        <source>one of the two is inside of the other</source>
        <translation>其中一个在另一个里面</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>smaller now</source>
        <translation>现在更小</translation>
    </message>
    <message>
        <source>the border is now %1</source>
        <translation>边框现在是 %1</translation>
    </message>
    <message>
        <source>the colour that it has now is not known</source>
        <translation>它现在的颜色未知</translation>
    </message>
    <message>
        <source>the corners are now %1</source>
        <translation>圆角现在是 %1</translation>
    </message>
    <message>
        <source>the font is now %1</source>
        <translation>字体现在是 %1</translation>
    </message>
    <message>
        <source>the height is now %1</source>
        <translation>高度现在是 %1</translation>
    </message>
    <message>
        <source>the padding at the left</source>
        <translation>左侧内边距</translation>
    </message>
    <message>
        <source>the padding at the top</source>
        <translation>上侧内边距</translation>
    </message>
    <message>
        <source>a playlist or a list of parts, not a film</source>
        <translation>播放列表或分段列表，而不是视频</translation>
    </message>
    <message>
        <source>The embedded model changes pages of plain HTML only; if this is one, choose HTML and CSS below, else another model in Models.</source>
        <translation>内置模型只修改普通 HTML 页面；如果此页面就是，请在下方选择“HTML 和 CSS”，否则请在“模型”中选择其他模型。</translation>
    </message>
    <message>
        <source>The embedded model found no change for these words; say what is to change in one plain English sentence, or choose another model in Models.</source>
        <translation>内置模型没有找到与这些话对应的修改；请用一句简单的英文说明要修改什么，或在“模型”中选择其他模型。</translation>
    </message>
    <message>
        <source>The embedded model is not sure what is meant; name the element by the words on it, one wish at a time.</source>
        <translation>内置模型不确定您的意思；请用元素上的文字来称呼它，一次只说一个要求。</translation>
    </message>
    <message>
        <source>a shadow of %1</source>
        <translation>%1 的阴影</translation>
    </message>
    <message>
        <source>an AVI file</source>
        <translation>AVI 文件</translation>
    </message>
    <message>
        <source>choose another model in Models, or with --model</source>
        <translation>请在“模型”中或用 --model 选择其他模型</translation>
    </message>
    <message>
        <source>config.json makes tensor %1 INT4 but %2 wide, no multiple of %3: get every shard and config.json of one checkpoint</source>
        <translation>按 config.json，张量 %1 为 INT4，但宽度 %2 不是 %3 的倍数；请获取同一检查点的全部分片和 config.json</translation>
    </message>
    <message>
        <source>config.json: %1 is %2, expected %3</source>
        <translation>config.json：%1 为 %2，应为 %3</translation>
    </message>
    <message>
        <source>config.json: text_config lacks %1: is this a Kimi checkpoint?</source>
        <translation>config.json：text_config 中缺少 %1；这是 Kimi 检查点吗？</translation>
    </message>
    <message>
        <source>config.json: text_config.rope_scaling.type is %1, this engine computes yarn only</source>
        <translation>config.json：text_config.rope_scaling.type 为 %1，而此引擎只计算 yarn</translation>
    </message>
    <message>
        <source>config.json: vision_config lacks %1: is this a Kimi checkpoint?</source>
        <translation>config.json：vision_config 中缺少 %1；这是 Kimi 检查点吗？</translation>
    </message>
    <message>
        <source>did not answer for %1 seconds, as in an endless loop</source>
        <translation>在 %1 秒内没有响应，像是陷入了死循环</translation>
    </message>
    <message>
        <source>drew too slowly for %1 seconds</source>
        <translation>连续 %1 秒绘制过慢</translation>
    </message>
    <message>
        <source>it ended with code %1</source>
        <translation>它以退出代码 %1 结束</translation>
    </message>
    <message>
        <source>it holds a file with an unsafe name, %1</source>
        <translation>其中有名称不安全的文件 %1</translation>
    </message>
    <message>
        <source>it holds more than %1 files</source>
        <translation>其中的文件超过 %1 个</translation>
    </message>
    <message>
        <source>it holds no session.json</source>
        <translation>其中没有 session.json</translation>
    </message>
    <message>
        <source>it holds two files called %1</source>
        <translation>其中有两个名为 %1 的文件</translation>
    </message>
    <message>
        <source>it is compressed in a way that Moonpane does not use</source>
        <translation>其压缩方式 Moonpane 不使用</translation>
    </message>
    <message>
        <source>it is encrypted</source>
        <translation>它已加密</translation>
    </message>
    <message>
        <source>it is larger than %1 GB</source>
        <translation>它超过 %1 GB</translation>
    </message>
    <message>
        <source>it sent no page</source>
        <translation>它没有发来页面</translation>
    </message>
    <message>
        <source>it unpacks to more than is allowed, at %1</source>
        <translation>在 %1 处解压后超过允许的大小</translation>
    </message>
    <message>
        <source>it was exported by a newer version of Moonpane; update Moonpane to read it</source>
        <translation>它由更新版本的 Moonpane 导出；请更新 Moonpane 后再读取</translation>
    </message>
    <message>
        <source>its header is not JSON: %1</source>
        <translation>其头部不是 JSON：%1</translation>
    </message>
    <message>
        <source>its session.json is wrong at %1: %2</source>
        <translation>其 session.json 在 %1 处有误：%2</translation>
    </message>
    <message>
        <source>kept its process busy for %1 seconds</source>
        <translation>使其进程忙碌了 %1 秒</translation>
    </message>
    <message>
        <source>kept its workers busy for %1 seconds</source>
        <translation>使其工作线程忙碌了 %1 秒</translation>
    </message>
    <message>
        <source>line height %1 of %2</source>
        <translation>%2 的行高 %1</translation>
    </message>
    <message>
        <source>no border of %1</source>
        <translation>%1 去掉边框</translation>
    </message>
    <message>
        <source>no file</source>
        <translation>没有写明的文件</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>of its tensors are missing</source>
        <translation>个张量缺失</translation>
    </message>
    <message>
        <source>of its tensors have another shape or type than config.json says</source>
        <translation>个张量的形状或类型与 config.json 不符</translation>
    </message>
    <message>
        <source>one line</source>
        <translation>单行</translation>
    </message>
    <message>
        <source>one of its pages has a file with an unsafe name, %1</source>
        <translation>其中一个页面含有名称不安全的文件 %1</translation>
    </message>
    <message>
        <source>page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>size %1 of %2</source>
        <translation>%2 的字号 %1</translation>
    </message>
    <message>
        <source>stored more than %1 MB</source>
        <translation>存储了超过 %1 MB</translation>
    </message>
    <message>
        <source>the border of %1</source>
        <translation>%1 的边框</translation>
    </message>
    <message>
        <source>the border&apos;s colour of %1</source>
        <translation>%1 的边框颜色</translation>
    </message>
    <message>
        <source>the border&apos;s width of %1</source>
        <translation>%1 的边框宽度</translation>
    </message>
    <message>
        <source>the box around %1</source>
        <translation>%1 外围的方框</translation>
    </message>
    <message>
        <source>the colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>the corners of %1</source>
        <translation>%1 的圆角</translation>
    </message>
    <message>
        <source>the distance before</source>
        <translation>前方间距</translation>
    </message>
    <message>
        <source>the file %1 is missing in it</source>
        <translation>其中缺少文件 %1</translation>
    </message>
    <message>
        <source>the file %1 is not what its name says</source>
        <translation>文件 %1 的内容与名称不符</translation>
    </message>
    <message>
        <source>the fill of %1</source>
        <translation>%1 的填充</translation>
    </message>
    <message>
        <source>the gap</source>
        <translation>间隙</translation>
    </message>
    <message>
        <source>the height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>the line below</source>
        <translation>下划线</translation>
    </message>
    <message>
        <source>the picture %1 %2</source>
        <translation>图片 %1 %2</translation>
    </message>
    <message>
        <source>the place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>the room at the right</source>
        <translation>右侧空间</translation>
    </message>
    <message>
        <source>the room below the last part</source>
        <translation>最后一部分下方的空间</translation>
    </message>
    <message>
        <source>the room between its parts is now %1</source>
        <translation>各部分的间距现在是 %1</translation>
    </message>
    <message>
        <source>the room inside is now %1</source>
        <translation>内部空间现在是 %1</translation>
    </message>
    <message>
        <source>the size is now %1</source>
        <translation>大小现在是 %1</translation>
    </message>
    <message>
        <source>the text&apos;s place in its box</source>
        <translation>文字在其方框中的位置</translation>
    </message>
    <message>
        <source>the weight</source>
        <translation>字重</translation>
    </message>
    <message>
        <source>the width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>the width is now %1</source>
        <translation>宽度现在是 %1</translation>
    </message>
    <message>
        <source>there are links in it already</source>
        <translation>里面已经有链接</translation>
    </message>
    <message>
        <source>this address</source>
        <translation>此地址</translation>
    </message>
    <message>
        <source>took more than %1 seconds to draw</source>
        <translation>绘制用了超过 %1 秒</translation>
    </message>
    <message>
        <source>two of its parts have the same id</source>
        <translation>其中两部分的 id 相同</translation>
    </message>
    <message>
        <source>underlined now</source>
        <translation>现在有下划线</translation>
    </message>
    <message>
        <source>upright now</source>
        <translation>现在不倾斜</translation>
    </message>
    <message>
        <source>used more than %1 MB of memory</source>
        <translation>使用了超过 %1 MB 内存</translation>
    </message>
    <message>
        <source>weight %1</source>
        <translation>字重 %1</translation>
    </message>
    <message>
        <source>wider now</source>
        <translation>现在更宽</translation>
    </message>
    <message>
        <source>with a border now</source>
        <translation>现在有边框</translation>
    </message>
    <message>
        <source>with a shadow now</source>
        <translation>现在有阴影</translation>
    </message>
    <message>
        <source>without a border now</source>
        <translation>现在没有边框</translation>
    </message>
    <message>
        <source>without a line now</source>
        <translation>现在没有划线</translation>
    </message>
    <message>
        <source>without a shadow now</source>
        <translation>现在没有阴影</translation>
    </message>
    <message>
        <source>“%1” cannot be visited; only http and https addresses can.</source>
        <translation>无法访问“%1”；只能访问 http 和 https 网址。</translation>
    </message>
    <message>
        <source>“%1” in %2 is no list of settings; the defaults are used.</source>
        <translation>%2 中的“%1”不是设置列表；已使用默认值。</translation>
    </message>
    <message>
        <source>“%1” is no address that a link may lead to</source>
        <translation>“%1”不是链接可用的地址</translation>
    </message>
    <message>
        <source>“%1” is no colour that is known</source>
        <translation>“%1”不是已知的颜色</translation>
    </message>
    <message>
        <source>“%1” is no length that is known</source>
        <translation>“%1”不是已知的长度</translation>
    </message>
    <message>
        <source>“%1” is no name of a font</source>
        <translation>“%1”不是字体名称</translation>
    </message>
    <message>
        <source>“%1” is not a size; it should look like 390x844 or 390xauto.</source>
        <translation>“%1”不是尺寸；应形如 390x844 或 390xauto。</translation>
    </message>
    <message>
        <source>“%1” is not a usable path; it should look like src/App.tsx.</source>
        <translation>“%1”不是可用的路径；应形如 src/App.tsx。</translation>
    </message>
    <message>
        <source>“%1” is not an address of a model; it should look like http://host:8000/v1.</source>
        <translation>“%1”不是模型的地址；应形如 http://host:8000/v1。</translation>
    </message>
    <message>
        <source>“%1” is not an address; it should look like https://example.org.</source>
        <translation>“%1”不是网址；应形如 https://example.org。</translation>
    </message>
    <message>
        <source>“%1” is not exported, because it is no plain path inside the project.</source>
        <translation>“%1”不是项目内的普通路径，因此不予导出。</translation>
    </message>
    <message>
        <source>“%1” is not written there</source>
        <translation>那里没有“%1”</translation>
    </message>
    <message>
        <source>“%1”, “%2”: there is no such kind of model or switch.</source>
        <translation>“%1”、“%2”：没有这样的模型种类或开关。</translation>
    </message>
</context>
<context>
    <name>SessionDelegate</name>
    <message>
        <source>New title</source>
        <translation>新标题</translation>
    </message>
</context>
<context>
    <name>SessionList</name>
    <message>
        <source>Conversations in the bin</source>
        <translation>回收站中的对话</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Take out of the bin</source>
        <translation>移出回收站</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出 …</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>SessionModel</name>
    <message>
        <source>Answering …</source>
        <translation>正在回答 …</translation>
    </message>
    <message>
        <source>1 message</source>
        <translation>1 条消息</translation>
    </message>
    <message>
        <source>{count} messages</source>
        <translation>{count} 条消息</translation>
    </message>
</context>
<context>
    <name>SettingsController</name>
    <message>
        <source>Where recordings go</source>
        <translation>录屏存放位置</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Things may move</source>
        <translation>允许动画</translation>
    </message>
    <message>
        <source>Nothing turns, blinks or slides</source>
        <translation>不旋转、不闪烁、不滑动</translation>
    </message>
    <message>
        <source>Large models think before they answer</source>
        <translation>大模型先思考再回答</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the folder for recordings</source>
        <translation>选择存放录屏的文件夹</translation>
    </message>
    <message>
        <source>What the desktop opens such files with</source>
        <translation>系统打开此类文件的程序</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>A new language is spoken after Moonpane is started again.</source>
        <translation>重新启动 Moonpane 后语言才会改变。</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动画</translation>
    </message>
    <message>
        <source>New pages</source>
        <translation>新页面</translation>
    </message>
    <message>
        <source>Made of</source>
        <translation>技术</translation>
    </message>
    <message>
        <source>Better answers, but later. It can be chosen for each message, too.</source>
        <translation>回答更好，但更慢。也可以为每条消息单独选择。</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>录屏</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>编辑器</translation>
    </message>
    <message>
        <source>A command, such as: code {file}</source>
        <translation>一条命令，例如：code {file}</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Pages are shown without network. Moonpane sends nothing except to endpoints you connect.</source>
        <translation>页面在无网络的环境中显示。除了您连接的接口，Moonpane 不会向任何地方发送内容。</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>All shortcuts</source>
        <translation>所有快捷键</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Search in all conversations</source>
        <translation>在所有对话中搜索</translation>
    </message>
    <message>
        <source>Hide or show the conversations</source>
        <translation>隐藏或显示对话列表</translation>
    </message>
    <message>
        <source>Back to the conversations</source>
        <translation>返回对话列表</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Import …</source>
        <translation>导入 …</translation>
    </message>
    <message>
        <source>Empty the bin …</source>
        <translation>清空回收站 …</translation>
    </message>
    <message>
        <source>Empty the bin?</source>
        <translation>清空回收站？</translation>
    </message>
    <message>
        <source>Everything in the bin is deleted for good. This cannot be undone.</source>
        <translation>回收站中的所有内容将被永久删除，无法撤销。</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>正在搜索 …</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Nothing was found for “{words}”.</source>
        <translation>没有找到“{words}”。</translation>
    </message>
    <message>
        <source>Opening the conversations …</source>
        <translation>正在打开对话…</translation>
    </message>
    <message>
        <source>The bin is empty. What is deleted stays here for 30 days.</source>
        <translation>回收站是空的。删除的内容会在这里保留 30 天。</translation>
    </message>
    <message>
        <source>No conversations yet. Drop a picture, or write something, to begin the first.</source>
        <translation>还没有对话。拖入图片或写点什么，开始第一个对话。</translation>
    </message>
</context>
<context>
    <name>SizeFields</name>
    <message>
        <source>Width of the page in CSS pixels</source>
        <translation>页面宽度（CSS 像素）</translation>
    </message>
    <message>
        <source>Height of the page in CSS pixels</source>
        <translation>页面高度（CSS 像素）</translation>
    </message>
</context>
<context>
    <name>SpeedCard</name>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个词元</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number} 秒</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>Picture of {width} × {height}</source>
        <translation>{width} × {height} 的图片</translation>
    </message>
    <message>
        <source>A picture</source>
        <translation>一张图片</translation>
    </message>
    <message numerus="yes">
        <source>The middle of the last %Ln answer(s).</source>
        <translation>
            <numerusform>最近 %Ln 次回答的中位数。</numerusform>
        </translation>
    </message>
    <message>
        <source>Measured while the connection was checked.</source>
        <translation>在检测连接时测得。</translation>
    </message>
    <message>
        <source>Nothing measured yet; the figures come with the first answers.</source>
        <translation>尚无测量结果；有了最初的回答后会显示。</translation>
    </message>
    <message>
        <source>{number}/s</source>
        <translation>{number}/秒</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Starting the engine …</source>
        <translation>正在启动引擎 …</translation>
    </message>
    <message>
        <source>Loading weights</source>
        <translation>正在加载权重</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>{model} is starting</source>
        <translation>{model} 正在启动</translation>
    </message>
    <message>
        <source>{model} is ready</source>
        <translation>{model} 已就绪</translation>
    </message>
    <message>
        <source>{model} is starting again</source>
        <translation>{model} 正在重新启动</translation>
    </message>
    <message>
        <source>{model} has stopped</source>
        <translation>{model} 已停止</translation>
    </message>
    <message>
        <source>State of the model</source>
        <translation>模型状态</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Try the model again</source>
        <translation>重试模型</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Whether everything is saved</source>
        <translation>是否已全部保存</translation>
    </message>
    <message>
        <source>Sandbox off</source>
        <translation>沙盒已关闭</translation>
    </message>
    <message>
        <source>Sandbox on</source>
        <translation>沙盒已开启</translation>
    </message>
    <message>
        <source>Embedded model</source>
        <translation>内置模型</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>{number} tokens/s</source>
        <translation>每秒 {number} 个词元</translation>
    </message>
    <message>
        <source>Not saved: {sentence}</source>
        <translation>未保存：{sentence}</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Measure the picture</source>
        <translation>测量图片</translation>
    </message>
    <message>
        <source>Measured the picture</source>
        <translation>已测量图片</translation>
    </message>
    <message>
        <source>Read the text</source>
        <translation>读取文字</translation>
    </message>
    <message>
        <source>Text read</source>
        <translation>已读取文字</translation>
    </message>
    <message>
        <source>Write the page</source>
        <translation>编写页面</translation>
    </message>
    <message>
        <source>Wrote the page</source>
        <translation>已编写页面</translation>
    </message>
    <message>
        <source>Compare with the picture</source>
        <translation>与图片比较</translation>
    </message>
    <message>
        <source>Compared with the picture</source>
        <translation>已与图片比较</translation>
    </message>
    <message>
        <source>{number}/s</source>
        <translation>{number}/秒</translation>
    </message>
</context>
<context>
    <name>Store</name>
    <message>
        <source>Starting the model …</source>
        <translation>正在启动模型 …</translation>
    </message>
    <message>
        <source>The engine ended.</source>
        <translation>引擎已结束。</translation>
    </message>
    <message>
        <source>The model was unloaded.</source>
        <translation>模型已卸载。</translation>
    </message>
    <message>
        <source>Drawing and measuring the page</source>
        <translation>正在绘制并测量页面</translation>
    </message>
    <message>
        <source>Stopped before it was measured.</source>
        <translation>在测量之前已停止。</translation>
    </message>
    <message>
        <source>This model sees pictures only: it gets the first one of the recording.</source>
        <translation>此模型只能看图片：它得到的是录屏的第一帧。</translation>
    </message>
    <message>
        <source>The answer was cut off and went on by itself ({number}).</source>
        <translation>回答被截断，已自动继续（{number}）。</translation>
    </message>
    <message>
        <source>The picture is too much for the model: it got {kept} of {total} elements.</source>
        <translation>图片对模型来说太复杂：{total} 个元素中只接收了 {kept} 个。</translation>
    </message>
    <message>
        <source>The model ran out of tokens before the end of the page.</source>
        <translation>模型在页面结束之前用完了词元。</translation>
    </message>
    <message>
        <source>{model} was found not to see pictures; choose another model in Models.</source>
        <translation>经检查，{model} 看不到图片；请在“模型”中选择其他模型。</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>正在写入 {name}</translation>
    </message>
    <message>
        <source>Exported to {path}.</source>
        <translation>已导出到 {path}。</translation>
    </message>
    <message>
        <source>The embedded model answers at once and cannot think first.</source>
        <translation>内置模型会直接回答，无法先思考。</translation>
    </message>
    <message>
        <source>The embedded model always writes the same page for the same picture.</source>
        <translation>内置模型对同一张图片总是写出相同的页面。</translation>
    </message>
    <message>
        <source>{model} is in use; use another model before it is removed.</source>
        <translation>{model} 正在使用；请先换用其他模型再删除。</translation>
    </message>
    <message>
        <source>{model} does not fit into the memory that is free.</source>
        <translation>可用内存放不下 {model}。</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>检查已停止。</translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation>已保存为 {path}。</translation>
    </message>
    <message>
        <source>Nothing measured better than {start}; {count} changes were tried.</source>
        <translation>没有测得比 {start} 更好的结果；共尝试 {count} 处修改。</translation>
    </message>
    <message>
        <source>{start} → {end} alike; {kept} of {count} changes were kept.</source>
        <translation>相似度 {start} → {end}；{count} 处修改中保留了 {kept} 处。</translation>
    </message>
    <message>
        <source>This model turns pictures into pages and makes small changes of them; drop a picture first, or choose another model in Models.</source>
        <translation>此模型会把图片变成页面，并对页面作小的修改；请先拖入图片，或在“模型”中选择其他模型。</translation>
    </message>
    <message>
        <source>This model cannot look for errors; choose another model in Models.</source>
        <translation>此模型不会查找错误；请在“模型”中选择其他模型。</translation>
    </message>
    <message>
        <source>The picture is converted by itself; your words stay here.</source>
        <translation>只转换图片；您写的文字留在这里。</translation>
    </message>
    <message>
        <source>The embedded model follows no marks; take them away, or choose another model in Models.</source>
        <translation>内置模型不会按标注行事；请去掉标注，或在“模型”中选择其他模型。</translation>
    </message>
    <message>
        <source>Something unforeseen went wrong; the terminal has the details.</source>
        <translation>发生了意外问题；详情见终端。</translation>
    </message>
    <message>
        <source>No model is loaded; load one in Models.</source>
        <translation>没有加载模型；请在“模型”中加载。</translation>
    </message>
    <message>
        <source>Measure and improve, one round</source>
        <translation>测量并改进，一轮</translation>
    </message>
    <message>
        <source>Measure and improve, up to {count} rounds</source>
        <translation>测量并改进，最多 {count} 轮</translation>
    </message>
    <message>
        <source>An answer is still growing. Go on from another version once it has ended.</source>
        <translation>回答仍在生成。请在其结束后再从其他版本继续。</translation>
    </message>
    <message>
        <source>Opening {name}</source>
        <translation>正在打开 {name}</translation>
    </message>
    <message>
        <source>Drawing {name}</source>
        <translation>正在绘制 {name}</translation>
    </message>
    <message>
        <source>Visiting {name}</source>
        <translation>正在访问 {name}</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message>
        <source>A picture of a screen</source>
        <translation>屏幕图片</translation>
    </message>
    <message>
        <source>Measured, read, written</source>
        <translation>测量、识别、编写</translation>
    </message>
    <message>
        <source>The page, compared</source>
        <translation>页面，并与图片比较</translation>
    </message>
</context>
<context>
    <name>TaskBar</name>
    <message>
        <source>{count} more</source>
        <translation>另有 {count} 个</translation>
    </message>
    <message>
        <source>Show all that is under way</source>
        <translation>显示所有正在进行的任务</translation>
    </message>
</context>
<context>
    <name>TaskLine</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop: {words}</source>
        <translation>停止：{words}</translation>
    </message>
</context>
<context>
    <name>Thumbnail</name>
    <message>
        <source>Picture {name}</source>
        <translation>图片 {name}</translation>
    </message>
    <message>
        <source>Recording {name}</source>
        <translation>录屏 {name}</translation>
    </message>
    <message>
        <source>{width} × {height} pixels</source>
        <translation>{width} × {height} 像素</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Choose a part of {name}</source>
        <translation>选择 {name} 的一部分</translation>
    </message>
    <message>
        <source>Choose a part …</source>
        <translation>选择一部分…</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Select and move</source>
        <translation>选择和移动</translation>
    </message>
    <message>
        <source>Pen</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>方框</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>箭头</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>黑色</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白色</translation>
    </message>
    <message>
        <source>Thin</source>
        <translation>细</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Thick</source>
        <translation>粗</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>显示全部</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take the conversation out of the bin</source>
        <translation>将对话移出回收站</translation>
    </message>
    <message>
        <source>“{title}” is in the bin</source>
        <translation>“{title}”已移到回收站</translation>
    </message>
    <message>
        <source>Moved to the bin</source>
        <translation>已移到回收站</translation>
    </message>
</context>
<context>
    <name>UnkeptQuestion</name>
    <message>
        <source>Close although not everything is saved?</source>
        <translation>尚未全部保存，仍要关闭吗？</translation>
    </message>
    <message>
        <source>Something is not saved, and is lost when Moonpane closes now.</source>
        <translation>有内容尚未保存，现在关闭 Moonpane 会丢失这些内容。</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>仍然关闭</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>不关闭</translation>
    </message>
</context>
<context>
    <name>VariantCard</name>
    <message>
        <source>Cancel variant {0}</source>
        <translation>取消方案 {0}</translation>
    </message>
    <message>
        <source>Variant {0}: {1}</source>
        <translation>方案 {0}：{1}</translation>
    </message>
    <message>
        <source>, the best</source>
        <translation>，最佳</translation>
    </message>
    <message>
        <source>Show variant {0} (Alt+{0})</source>
        <translation>显示方案 {0}（Alt+{0}）</translation>
    </message>
    <message>
        <source>writing …</source>
        <translation>正在编写 …</translation>
    </message>
    <message>
        <source>measuring …</source>
        <translation>正在测量 …</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
</context>
<context>
    <name>VersionList</name>
    <message>
        <source>Versions of the page</source>
        <translation>页面的版本</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Go on from here</source>
        <translation>从此处继续</translation>
    </message>
    <message>
        <source>Compare with …</source>
        <translation>与…比较</translation>
    </message>
</context>
<context>
    <name>VersionsPane</name>
    <message>
        <source>Edited by hand</source>
        <translation>手动编辑</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>back to version {number}</source>
        <translation>回到版本 {number}</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Drop a picture of a screen</source>
        <translation>把屏幕图片拖到这里</translation>
    </message>
    <message>
        <source>It is measured, read and written as a page here, or by a model that you connect.</source>
        <translation>在这里，或由您连接的模型，将它测量、读出并写成页面。</translation>
    </message>
    <message>
        <source>Go on with</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Try a sample</source>
        <translation>试试示例</translation>
    </message>
    <message>
        <source>A page in a few seconds</source>
        <translation>几秒钟得到一个页面</translation>
    </message>
    <message>
        <source>Take a screenshot</source>
        <translation>屏幕截图</translation>
    </message>
    <message>
        <source>Of a part or a window</source>
        <translation>截取区域或窗口</translation>
    </message>
    <message>
        <source>Record the screen</source>
        <translation>录制屏幕</translation>
    </message>
    <message>
        <source>For pages that move</source>
        <translation>适合动态页面</translation>
    </message>
    <message>
        <source>From an address</source>
        <translation>从网址获取</translation>
    </message>
    <message>
        <source>Picture of a web page</source>
        <translation>网页的图片</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Show the page</source>
        <translation>显示页面</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Show the code</source>
        <translation>显示代码</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Show the comparison</source>
        <translation>显示比较</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Show the history</source>
        <translation>显示历史</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Screenshot of a region</source>
        <translation>区域截图</translation>
    </message>
    <message>
        <source>Screenshot of a window</source>
        <translation>窗口截图</translation>
    </message>
    <message>
        <source>Screenshot of the screen</source>
        <translation>屏幕截图</translation>
    </message>
    <message>
        <source>Record the screen</source>
        <translation>录制屏幕</translation>
    </message>
    <message>
        <source>Record a window</source>
        <translation>录制窗口</translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation>草图</translation>
    </message>
    <message>
        <source>Picture of an address</source>
        <translation>网址的图片</translation>
    </message>
    <message>
        <source>Import code</source>
        <translation>导入代码</translation>
    </message>
    <message>
        <source>Import a folder of code</source>
        <translation>导入代码文件夹</translation>
    </message>
    <message>
        <source>Convert or send</source>
        <translation>转换或发送</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>写消息</translation>
    </message>
    <message>
        <source>Show differences</source>
        <translation>显示差异</translation>
    </message>
    <message>
        <source>Find in the code</source>
        <translation>在代码中查找</translation>
    </message>
    <message>
        <source>Go to a line of the code</source>
        <translation>转到代码行</translation>
    </message>
    <message>
        <source>Wrap long lines of the code</source>
        <translation>代码长行换行</translation>
    </message>
    <message>
        <source>Pick an element of the page</source>
        <translation>选取页面中的元素</translation>
    </message>
    <message>
        <source>Page larger</source>
        <translation>放大页面</translation>
    </message>
    <message>
        <source>Page smaller</source>
        <translation>缩小页面</translation>
    </message>
    <message>
        <source>Fit the page</source>
        <translation>页面适应窗口</translation>
    </message>
    <message>
        <source>Show variant {number}</source>
        <translation>显示方案 {number}</translation>
    </message>
    <message>
        <source>Back to the version before</source>
        <translation>回到上一个版本</translation>
    </message>
    <message>
        <source>Forward to the next version</source>
        <translation>前进到下一个版本</translation>
    </message>
    <message>
        <source>Save page</source>
        <translation>保存页面</translation>
    </message>
    <message>
        <source>Export as folder or zip</source>
        <translation>导出为文件夹或 zip</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Open in the editor</source>
        <translation>在编辑器中打开</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Import a conversation</source>
        <translation>导入对话</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
</context>
<context>
    <name>WindowOverlay</name>
    <message>
        <source>Choose a window</source>
        <translation>选择窗口</translation>
    </message>
    <message>
        <source>Click a window, or choose one with the arrow keys · Return takes it · Esc cancels</source>
        <translation>点击窗口，或用方向键选择 · Return 截取 · Esc 取消</translation>
    </message>
</context>
<context>
    <name>_Buttons</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Take this picture</source>
        <translation>截取此图片</translation>
    </message>
</context>
<context>
    <name>_TextEditor</name>
    <message>
        <source>Text to put here</source>
        <translation>要放在这里的文字</translation>
    </message>
</context>
<context>
    <name>_TitleList</name>
    <message>
        <source>Windows</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Windows on this desktop</source>
        <translation>此桌面上的窗口</translation>
    </message>
</context>
</TS>
