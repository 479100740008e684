<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
    <name>CodePane</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the source code</source>
        <translation>复制源代码</translation>
    </message>
    <message>
        <source>Copy the whole source</source>
        <translation>复制全部源代码</translation>
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
        <source>Save the page as a file ({keys})</source>
        <translation>将页面保存为文件（{keys}）</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
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
    <name>Composer</name>
    <message>
        <source>Why the picture was not accepted</source>
        <translation>图片未被接受的原因</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Open a picture ({keys})</source>
        <translation>打开图片（{keys}）</translation>
    </message>
    <message>
        <source>Drop, paste or open a picture</source>
        <translation>拖入、粘贴或打开图片</translation>
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
        <source>Drop a mockup, or ask something</source>
        <translation>拖入设计稿，或输入问题</translation>
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
        <source>A key is kept in the key store</source>
        <translation>密钥已存入密钥库</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>没有密钥</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
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
        <source>Starting the engine …</source>
        <translation>正在启动引擎…</translation>
    </message>
    <message>
        <source>Loading weights</source>
        <translation>正在加载权重</translation>
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
    <name>DraftEdit</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
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
        <source>Takes {resident} now; {own} would be free without it.</source>
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
        <source>Checkpoint folder …</source>
        <translation>检查点文件夹…</translation>
    </message>
    <message>
        <source>About the selected model</source>
        <translation>所选模型的信息</translation>
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
    <name>RecentList</name>
    <message>
        <source>Recent sessions</source>
        <translation>最近的会话</translation>
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
        <source>Off</source>
        <translation>关闭</translation>
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
        <source>Network of pages</source>
        <translation>页面的网络</translation>
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
        <source>Start again</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Start the model again</source>
        <translation>重新启动模型</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
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
    <message>
        <source>{share} alike</source>
        <translation>相似度 {share}</translation>
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
    <name>Thumbnail</name>
    <message>
        <source>Picture {name}</source>
        <translation>图片 {name}</translation>
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
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Drop a picture of a screen</source>
        <translation>把屏幕图片拖到这里</translation>
    </message>
    <message>
        <source>Moonpane measures it, reads its text and writes the page: here, on this computer.</source>
        <translation>Moonpane 会测量图片、识别文字并写出页面，一切都在这台电脑上完成。</translation>
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
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
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
        <source>Save page</source>
        <translation>保存页面</translation>
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
</context>
</TS>
