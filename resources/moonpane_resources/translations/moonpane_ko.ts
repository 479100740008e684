<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AddMenu</name>
    <message>
        <source>Add to the message</source>
        <translation>메시지에 추가</translation>
    </message>
    <message>
        <source>Open a picture or video …</source>
        <translation>그림이나 동영상 열기 …</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Part of the screen</source>
        <translation>화면의 일부</translation>
    </message>
    <message>
        <source>A window</source>
        <translation>창 하나</translation>
    </message>
    <message>
        <source>The whole screen</source>
        <translation>화면 전체</translation>
    </message>
    <message>
        <source>Record the screen</source>
        <translation>화면 녹화</translation>
    </message>
    <message>
        <source>Record a window</source>
        <translation>창 녹화</translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation>스케치</translation>
    </message>
    <message>
        <source>Picture of an address …</source>
        <translation>주소의 그림 …</translation>
    </message>
    <message>
        <source>Import code …</source>
        <translation>코드 가져오기 …</translation>
    </message>
    <message>
        <source>Import a folder of code …</source>
        <translation>코드 폴더 가져오기 …</translation>
    </message>
    <message>
        <source>Screenshot</source>
        <translation>스크린샷</translation>
    </message>
    <message>
        <source>Wait before</source>
        <translation>찍기 전에 기다리기</translation>
    </message>
    <message>
        <source>{seconds} seconds</source>
        <translation>{seconds}초</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>기다리지 않음</translation>
    </message>
    <message>
        <source>Wait before: {seconds} s</source>
        <translation>찍기 전에 {seconds}초 기다리기</translation>
    </message>
</context>
<context>
    <name>AddressDialog</name>
    <message>
        <source>Type the address of a page, or choose a file.</source>
        <translation>페이지의 주소를 입력하거나 파일을 고르세요.</translation>
    </message>
    <message>
        <source>An address has at most {count} characters.</source>
        <translation>주소는 최대 {count}자입니다.</translation>
    </message>
    <message>
        <source>This address contains signs that cannot be seen; type it anew.</source>
        <translation>이 주소에는 보이지 않는 글자가 있습니다. 다시 입력하세요.</translation>
    </message>
    <message>
        <source>“{scheme}:” addresses cannot be opened; http, https and files can.</source>
        <translation>“{scheme}:” 주소는 열 수 없습니다. http, https, 파일은 열 수 있습니다.</translation>
    </message>
    <message>
        <source>This address contains a name or password before an @; leave that part out.</source>
        <translation>이 주소의 @ 앞에 이름이나 암호가 있습니다. 그 부분을 빼세요.</translation>
    </message>
    <message>
        <source>“{text}” is not an address; it should look like https://example.org.</source>
        <translation>“{text}”은(는) 주소가 아닙니다. https://example.org 같은 모양이어야 합니다.</translation>
    </message>
    <message>
        <source>“{name}” is not a page; choose a file that ends in .html.</source>
        <translation>“{name}”은(는) 페이지가 아닙니다. .html로 끝나는 파일을 고르세요.</translation>
    </message>
    <message>
        <source>Picture of an address</source>
        <translation>주소의 그림</translation>
    </message>
    <message>
        <source>Address or file</source>
        <translation>주소 또는 파일</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>파일 고르기 …</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>일어날 일</translation>
    </message>
    <message>
        <source>Width of the page</source>
        <translation>페이지의 너비</translation>
    </message>
    <message>
        <source>Take the picture</source>
        <translation>그림 얻기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>A web page, or an HTML file on this computer.</source>
        <translation>웹 페이지, 또는 이 컴퓨터의 HTML 파일입니다.</translation>
    </message>
    <message>
        <source>This file is drawn on this computer. Nothing is fetched over the network.</source>
        <translation>이 파일은 이 컴퓨터에서 그려집니다. 네트워크에서는 아무것도 받지 않습니다.</translation>
    </message>
    <message>
        <source>Moonpane will fetch this one address from {host}, and what the page itself loads, over the network, because you ask for it.</source>
        <translation>요청하셨으므로 Moonpane이 {host}에서 이 주소와 그 페이지가 불러오는 것만 네트워크로 받습니다.</translation>
    </message>
    <message>
        <source>Choose a page</source>
        <translation>페이지 고르기</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>페이지</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>휴대폰</translation>
    </message>
    <message>
        <source>Tablet</source>
        <translation>태블릿</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>데스크톱</translation>
    </message>
    <message>
        <source>{device}, {width} px wide</source>
        <translation>{device}, 너비 {width}px</translation>
    </message>
    <message>
        <source>Draw it this wide</source>
        <translation>이 너비로 그리기</translation>
    </message>
</context>
<context>
    <name>AnnotateDialog</name>
    <message>
        <source>Sketch a page</source>
        <translation>페이지 스케치</translation>
    </message>
    <message>
        <source>Mark the picture</source>
        <translation>그림에 표시하기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Use this sketch</source>
        <translation>이 스케치 사용</translation>
    </message>
    <message>
        <source>Use these marks</source>
        <translation>이 표시 사용</translation>
    </message>
    <message>
        <source>Arrow keys move, Space draws, Ctrl+Return is done.</source>
        <translation>화살표 키로 움직이고, Space로 그리고, Ctrl+Return으로 끝냅니다.</translation>
    </message>
</context>
<context>
    <name>AnswerActions</name>
    <message>
        <source>Continue</source>
        <translation>이어 쓰기</translation>
    </message>
    <message>
        <source>Let the model go on where it ended</source>
        <translation>모델이 멈춘 곳에서 이어 쓰게 하기</translation>
    </message>
    <message>
        <source>The answer before</source>
        <translation>이전 답</translation>
    </message>
    <message>
        <source>The next answer</source>
        <translation>다음 답</translation>
    </message>
    <message>
        <source>Show what followed</source>
        <translation>이어진 내용 보기</translation>
    </message>
    <message>
        <source>Go to the branch that goes on from here</source>
        <translation>여기서 이어지는 갈래로 가기</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>다시 묻기</translation>
    </message>
    <message>
        <source>Go on from here in another branch</source>
        <translation>여기서 다른 갈래로 이어 가기</translation>
    </message>
    <message>
        <source>Answer {number} of {count}</source>
        <translation>답 {count}개 중 {number}번째</translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message>
        <source>What went wrong</source>
        <translation>문제가 된 점</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>다시 물어보기</translation>
    </message>
    <message>
        <source>Waiting for the model …</source>
        <translation>모델을 기다리는 중 …</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>중지했습니다.</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>참고 사항</translation>
    </message>
</context>
<context>
    <name>AskedActions</name>
    <message>
        <source>Edit and ask again</source>
        <translation>고쳐서 다시 묻기</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
</context>
<context>
    <name>AskedText</name>
    <message>
        <source>Edit what was asked</source>
        <translation>물은 내용 고치기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>Return sends, Shift+Return breaks the line, Esc leaves</source>
        <translation>Return은 보내기, Shift+Return은 줄 바꿈, Esc는 나가기</translation>
    </message>
</context>
<context>
    <name>Bubble</name>
    <message>
        <source>An answer is still growing</source>
        <translation>답이 아직 쓰이는 중입니다</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Drawing</source>
        <translation>그림판</translation>
    </message>
</context>
<context>
    <name>CanvasScroll</name>
    <message>
        <source>Page on its canvas</source>
        <translation>바탕 위의 페이지</translation>
    </message>
</context>
<context>
    <name>Capture</name>
    <message>
        <source>On Wayland applications cannot look at the screen: the desktop&apos;s own dialog opens, and the picture that you take there comes here.</source>
        <translation>Wayland에서는 앱이 화면을 볼 수 없습니다. 데스크톱의 대화 상자가 열리고, 거기서 찍은 그림이 여기로 옵니다.</translation>
    </message>
    <message>
        <source>The windows of this desktop cannot be listed; take a region or a screen.</source>
        <translation>이 데스크톱의 창 목록을 얻을 수 없습니다. 영역이나 화면을 찍으세요.</translation>
    </message>
    <message>
        <source>There is no screen here to take a picture of.</source>
        <translation>여기에는 찍을 화면이 없습니다.</translation>
    </message>
    <message>
        <source>On Wayland applications do not see other windows; record the screen, and choose there.</source>
        <translation>Wayland에서는 앱이 다른 창을 볼 수 없습니다. 화면을 녹화하고 거기서 고르세요.</translation>
    </message>
    <message>
        <source>No window is open that could be recorded; record the screen.</source>
        <translation>녹화할 수 있는 창이 열려 있지 않습니다. 화면을 녹화하세요.</translation>
    </message>
    <message>
        <source>No window is open that a picture could be taken of; take a region or a screen.</source>
        <translation>찍을 수 있는 열린 창이 없습니다. 영역이나 화면을 찍으세요.</translation>
    </message>
    <message>
        <source>The desktop gave an empty picture; take one with its own tool and paste it here.</source>
        <translation>데스크톱이 빈 그림을 주었습니다. 데스크톱의 도구로 찍어 여기에 붙여넣으세요.</translation>
    </message>
    <message>
        <source>The desktop&apos;s picture {path} cannot be read: {why}.</source>
        <translation>데스크톱이 준 그림 {path}을(를) 읽을 수 없습니다: {why}.</translation>
    </message>
    <message>
        <source>The desktop&apos;s picture {path} is no PNG of at most 50 MB.</source>
        <translation>데스크톱이 준 그림 {path}은(는) 50MB 이하의 PNG가 아닙니다.</translation>
    </message>
    <message>
        <source>What was chosen is no longer on the screen; try again.</source>
        <translation>고른 것이 더는 화면에 없습니다. 다시 해 보세요.</translation>
    </message>
    <message>
        <source>Screenshot {time}</source>
        <translation>스크린샷 {time}</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
</context>
<context>
    <name>CodeCard</name>
    <message>
        <source>text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy this code</source>
        <translation>이 코드 복사</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
</context>
<context>
    <name>CodeHead</name>
    <message>
        <source>Find in this file</source>
        <translation>이 파일에서 찾기</translation>
    </message>
    <message>
        <source>Find (Ctrl+F)</source>
        <translation>찾기 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>긴 줄 접기</translation>
    </message>
    <message>
        <source>Wrap long lines (Alt+Z)</source>
        <translation>긴 줄 접기 (Alt+Z)</translation>
    </message>
    <message>
        <source>Edit this file</source>
        <translation>이 파일 편집</translation>
    </message>
    <message>
        <source>Edit by hand; Ctrl+Return applies</source>
        <translation>직접 편집합니다. Ctrl+Return으로 적용합니다</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the source code</source>
        <translation>소스 코드 복사</translation>
    </message>
    <message>
        <source>Copy the whole file</source>
        <translation>파일 전체 복사</translation>
    </message>
    <message>
        <source>Save page</source>
        <translation>페이지 저장</translation>
    </message>
    <message>
        <source>Save the page</source>
        <translation>페이지 저장</translation>
    </message>
    <message>
        <source>Save the page as a file (Ctrl+S)</source>
        <translation>페이지를 파일로 저장 (Ctrl+S)</translation>
    </message>
</context>
<context>
    <name>CodePeek</name>
    <message>
        <source>Last lines of the page</source>
        <translation>페이지의 마지막 줄</translation>
    </message>
</context>
<context>
    <name>CodeText</name>
    <message>
        <source>Source code of the page</source>
        <translation>페이지의 소스 코드</translation>
    </message>
</context>
<context>
    <name>CodeView</name>
    <message>
        <source>Copied</source>
        <translation>복사했습니다</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>A very long line is shown only in part. Copy and Save take all of it.</source>
        <translation>아주 긴 줄은 일부만 보입니다. 복사와 저장에는 전부 들어갑니다.</translation>
    </message>
    <message>
        <source>Signs that cannot be edited are shown as symbols.</source>
        <translation>편집할 수 없는 글자는 기호로 표시됩니다.</translation>
    </message>
</context>
<context>
    <name>ComparePane</name>
    <message>
        <source>There is no mockup to compare with.</source>
        <translation>비교할 시안이 없습니다.</translation>
    </message>
    <message>
        <source>The page has not been measured yet.</source>
        <translation>페이지를 아직 재지 않았습니다.</translation>
    </message>
    <message>
        <source>An answer is still growing.</source>
        <translation>답이 아직 쓰이는 중입니다.</translation>
    </message>
    <message>
        <source>Mockup</source>
        <translation>시안</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>아직 그림이 없습니다</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>페이지</translation>
    </message>
    <message>
        <source>Page  ·  rendering …</source>
        <translation>페이지  ·  그리는 중 …</translation>
    </message>
    <message>
        <source>The page appears here when it is finished</source>
        <translation>페이지가 완성되면 여기에 나타납니다</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>버전 {number}</translation>
    </message>
    <message>
        <source>It has not been drawn yet</source>
        <translation>아직 그려지지 않았습니다</translation>
    </message>
</context>
<context>
    <name>CompareToolbar</name>
    <message>
        <source>Beside each other</source>
        <translation>나란히 보기</translation>
    </message>
    <message>
        <source>Over each other</source>
        <translation>겹쳐 보기</translation>
    </message>
    <message>
        <source>Swipe from one to the other</source>
        <translation>밀어서 비교하기</translation>
    </message>
    <message>
        <source>One after the other</source>
        <translation>번갈아 보기</translation>
    </message>
    <message>
        <source>Over the right picture</source>
        <translation>오른쪽 그림 위에</translation>
    </message>
    <message>
        <source>Over the left picture</source>
        <translation>왼쪽 그림 위에</translation>
    </message>
    <message>
        <source>Over both pictures</source>
        <translation>두 그림 위에</translation>
    </message>
    <message>
        <source>Change the pictures every half second</source>
        <translation>0.5초마다 그림 바꾸기</translation>
    </message>
    <message>
        <source>Show the other picture (Space)</source>
        <translation>다른 그림 보기 (Space)</translation>
    </message>
    <message>
        <source>Smaller (-)</source>
        <translation>작게 (-)</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>크게 (+)</translation>
    </message>
    <message>
        <source>List where they differ</source>
        <translation>다른 곳 목록</translation>
    </message>
    <message>
        <source>How much of the right picture is seen</source>
        <translation>오른쪽 그림이 보이는 정도</translation>
    </message>
    <message>
        <source>Place of the divider</source>
        <translation>경계선의 위치</translation>
    </message>
    <message>
        <source>Size of the pictures: {0} %</source>
        <translation>그림의 크기: {0} %</translation>
    </message>
    <message>
        <source>, fitted</source>
        <translation>, 맞춤</translation>
    </message>
    <message>
        <source>Show where they differ (Ctrl+D)</source>
        <translation>다른 곳 보기 (Ctrl+D)</translation>
    </message>
    <message>
        <source>Fit (0)</source>
        <translation>맞춤 (0)</translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message>
        <source>Widths</source>
        <translation>너비</translation>
    </message>
    <message>
        <source>at {width} px</source>
        <translation>너비 {width}px에서</translation>
    </message>
    <message>
        <source>mean of all: {percent}</source>
        <translation>전체 평균: {percent}</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Why the picture was not accepted</source>
        <translation>그림을 받지 못한 까닭</translation>
    </message>
    <message>
        <source>Add a picture, a screenshot, a recording</source>
        <translation>그림, 스크린샷, 녹화 추가</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>변환</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>여는 중 …</translation>
    </message>
    <message>
        <source>Return converts the picture</source>
        <translation>Return 키를 누르면 그림을 변환합니다</translation>
    </message>
    <message>
        <source>Drop, paste or capture a mockup</source>
        <translation>시안을 놓거나 붙여넣거나 찍으세요</translation>
    </message>
    <message>
        <source>Return converts its first picture</source>
        <translation>Return 키를 누르면 첫 화면을 변환합니다</translation>
    </message>
    <message>
        <source>Say what matters, or press Return</source>
        <translation>중요한 점을 적거나 Return을 누르세요</translation>
    </message>
    <message>
        <source>Drop a mockup, or ask something</source>
        <translation>시안을 놓거나 질문을 입력하세요</translation>
    </message>
    <message>
        <source>Say what is to change</source>
        <translation>무엇을 바꿀지 적으세요</translation>
    </message>
    <message>
        <source>Draw on it (Return), choose a part (C), take it away (Delete)</source>
        <translation>그 위에 그리기 (Return), 일부 고르기 (C), 빼기 (Delete)</translation>
    </message>
    <message>
        <source>Draw on it (Return), take it away (Delete)</source>
        <translation>그 위에 그리기 (Return), 빼기 (Delete)</translation>
    </message>
</context>
<context>
    <name>ConnectionCard</name>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Command that starts such a server</source>
        <translation>이런 서버를 시작하는 명령</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>명령 복사</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Connect and find out what it can</source>
        <translation>연결해서 할 수 있는 일 알아보기</translation>
    </message>
    <message>
        <source>Nothing is sent before you press Connect.</source>
        <translation>연결을 누르기 전에는 아무것도 보내지 않습니다.</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>A key is kept for it</source>
        <translation>키를 보관하고 있습니다</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>A key is kept in a file, not encrypted</source>
        <translation>키가 암호화되지 않은 채 파일에 저장되어 있습니다</translation>
    </message>
    <message>
        <source>the first one it serves</source>
        <translation>서버가 제공하는 첫 번째 모델</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Pictures and words are sent to {host}.</source>
        <translation>그림과 글은 {host}(으)로 전송됩니다.</translation>
    </message>
    <message>
        <source>Kimi K2.5 needs about {gpu} GB of GPU memory and {ram} GB of main memory there.</source>
        <translation>Kimi K2.5를 돌리려면 그 서버에 GPU 메모리 약 {gpu} GB와 주 메모리 {ram} GB가 필요합니다.</translation>
    </message>
    <message>
        <source>Kimi K2.5 needs about {gpu} GB of GPU memory there.</source>
        <translation>Kimi K2.5를 돌리려면 그 서버에 GPU 메모리 약 {gpu} GB가 필요합니다.</translation>
    </message>
    <message>
        <source>It wants a key of your own.</source>
        <translation>본인의 키가 필요합니다.</translation>
    </message>
    <message>
        <source>The address is not encrypted: others on the way can read the key.</source>
        <translation>암호화되지 않은 주소입니다. 중간에서 다른 사람이 키를 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
</context>
<context>
    <name>ConsoleList</name>
    <message>
        <source>Lines of the console</source>
        <translation>콘솔의 줄</translation>
    </message>
</context>
<context>
    <name>ConsolePanel</name>
    <message>
        <source>Errors</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Show errors</source>
        <translation>오류 보기</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>경고</translation>
    </message>
    <message>
        <source>Show warnings</source>
        <translation>경고 보기</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Show messages</source>
        <translation>메시지 보기</translation>
    </message>
    <message>
        <source>Copy the lines</source>
        <translation>줄 복사</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>All of the chosen line</source>
        <translation>고른 줄 전체</translation>
    </message>
    <message>
        <source>The page wrote nothing here</source>
        <translation>페이지가 여기에 쓴 것이 없습니다</translation>
    </message>
    <message>
        <source>The last {} lines are kept</source>
        <translation>마지막 {}줄만 남깁니다</translation>
    </message>
</context>
<context>
    <name>ContextMeter</name>
    <message>
        <source>Context used: {percent}</source>
        <translation>사용한 컨텍스트: {percent}</translation>
    </message>
    <message>
        <source>{used} of {limit} tokens</source>
        <translation>{limit}개 중 {used}개 토큰</translation>
    </message>
    <message>
        <source>Asked so far: {count}</source>
        <translation>지금까지 물은 것: {count}</translation>
    </message>
    <message>
        <source>of these, pictures: {count}</source>
        <translation>그중 그림: {count}</translation>
    </message>
    <message>
        <source>Last answer: {count}</source>
        <translation>마지막 답: {count}</translation>
    </message>
    <message>
        <source>Left: {count}</source>
        <translation>남은 것: {count}</translation>
    </message>
    <message>
        <source>Soon the oldest messages will be left out of what the model sees.</source>
        <translation>곧 가장 오래된 메시지부터 모델에게 보이지 않게 됩니다.</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>Countdown to the screenshot</source>
        <translation>스크린샷까지 남은 시간</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Cancel the screenshot</source>
        <translation>스크린샷 취소</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%Ln line(s)</source>
        <translation>
            <numerusform>%Ln줄</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln line(s)</source>
        <translation>
            <numerusform>%Ln줄 중 {done}줄</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln토큰</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln width(s)</source>
        <translation>
            <numerusform>너비 %Ln개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>어제</translation>
    </message>
    <message>
        <source>Previous 7 days</source>
        <translation>지난 7일</translation>
    </message>
    <message>
        <source>MMMM</source>
        <comment>a month of this year, in Qt&apos;s date format</comment>
        <translation>M월</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>a month of an earlier year, in Qt&apos;s date format</comment>
        <translation>yyyy년 M월</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>a day of this year, in Qt&apos;s date format</comment>
        <translation>M월 d일</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a day of an earlier year, in Qt&apos;s date format</comment>
        <translation>yyyy년 M월 d일</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}초</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes}분 {seconds}초</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}시간 {minutes}분</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Name of the model</source>
        <translation>모델 이름</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>사용 중</translation>
    </message>
    <message>
        <source>Unload</source>
        <translation>내리기</translation>
    </message>
    <message>
        <source>Unload the model and give its memory back</source>
        <translation>모델을 내려 메모리 돌려주기</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Remove the model from the list</source>
        <translation>목록에서 모델 삭제</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>모델을 불러오는 중</translation>
    </message>
    <message>
        <source>Embedded model</source>
        <translation>내장 모델</translation>
    </message>
    <message>
        <source>Load anyway</source>
        <translation>그래도 불러오기</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>이 모델 사용</translation>
    </message>
    <message>
        <source>{stage}: {done} of {total}</source>
        <translation>{stage}: {total} 중 {done}</translation>
    </message>
    <message>
        <source>A small model that turns pictures into pages, on any computer and without network.</source>
        <translation>그림을 페이지로 바꾸는 작은 모델입니다. 어떤 컴퓨터에서나 네트워크 없이 동작합니다.</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>엔드포인트</translation>
    </message>
    <message>
        <source>Endpoint, {kind}</source>
        <translation>엔드포인트, {kind}</translation>
    </message>
</context>
<context>
    <name>Device</name>
    <message>
        <source>Phones</source>
        <translation>휴대폰</translation>
    </message>
    <message>
        <source>Tablets</source>
        <translation>태블릿</translation>
    </message>
    <message>
        <source>Laptops</source>
        <translation>노트북</translation>
    </message>
    <message>
        <source>Desktops</source>
        <translation>데스크톱</translation>
    </message>
    <message>
        <source>Small laptop</source>
        <translation>작은 노트북</translation>
    </message>
    <message>
        <source>Full HD screen</source>
        <translation>Full HD 화면</translation>
    </message>
    <message>
        <source>WQHD screen</source>
        <translation>WQHD 화면</translation>
    </message>
</context>
<context>
    <name>DiffLines</name>
    <message>
        <source>Differences of the file</source>
        <translation>파일의 차이</translation>
    </message>
    <message>
        <source>Equal lines: {}</source>
        <translation>같은 줄: {}</translation>
    </message>
    <message>
        <source>Change {} of {}</source>
        <translation>변경 {} / {}</translation>
    </message>
    <message>
        <source>Removed: {}</source>
        <translation>삭제됨: {}</translation>
    </message>
    <message>
        <source>Added: {}</source>
        <translation>추가됨: {}</translation>
    </message>
</context>
<context>
    <name>DiffView</name>
    <message>
        <source>Files that differ</source>
        <translation>다른 파일</translation>
    </message>
    <message>
        <source>This file is too large to be compared line by line everywhere.</source>
        <translation>이 파일은 너무 커서 모든 곳을 줄 단위로 비교할 수 없습니다.</translation>
    </message>
    <message>
        <source>One column</source>
        <translation>한 단으로</translation>
    </message>
    <message>
        <source>Show both in one column (U)</source>
        <translation>둘을 한 단에 보기 (U)</translation>
    </message>
    <message>
        <source>Previous change</source>
        <translation>이전 변경</translation>
    </message>
    <message>
        <source>Previous change (P)</source>
        <translation>이전 변경 (P)</translation>
    </message>
    <message>
        <source>Next change</source>
        <translation>다음 변경</translation>
    </message>
    <message>
        <source>Next change (N)</source>
        <translation>다음 변경 (N)</translation>
    </message>
    <message>
        <source>Files that differ: {}</source>
        <translation>다른 파일: {}</translation>
    </message>
    <message>
        <source>There is no difference</source>
        <translation>차이가 없습니다</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} / {}</translation>
    </message>
    <message>
        <source>added</source>
        <translation>추가됨</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>삭제됨</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>변경됨</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>같음</translation>
    </message>
</context>
<context>
    <name>DraftEdit</name>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
</context>
<context>
    <name>ErrorCard</name>
    <message>
        <source>Show the code of the error</source>
        <translation>오류의 코드 보기</translation>
    </message>
    <message>
        <source>Fix this</source>
        <translation>고치기</translation>
    </message>
    <message>
        <source>Ask the model to fix this error</source>
        <translation>모델에게 이 오류를 고치게 하기</translation>
    </message>
    <message>
        <source>and {} more</source>
        <translation>외 {}개</translation>
    </message>
    <message>
        <source>Error in the page: {}</source>
        <translation>페이지의 오류: {}</translation>
    </message>
</context>
<context>
    <name>FileCard</name>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Show the source of this page</source>
        <translation>이 페이지의 소스 보기</translation>
    </message>
    <message>
        <source>{file}, unfinished</source>
        <translation>{file}, 미완성</translation>
    </message>
</context>
<context>
    <name>FileCards</name>
    <message>
        <source>Show {count} more</source>
        <translation>{count}개 더 보기</translation>
    </message>
</context>
<context>
    <name>FileEntry</name>
    <message>
        <source>Changes that did not fit</source>
        <translation>들어맞지 않은 변경</translation>
    </message>
    <message>
        <source>Editing</source>
        <translation>편집 중</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>편집함</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>미완성</translation>
    </message>
    <message>
        <source>1 change</source>
        <translation>변경 1개</translation>
    </message>
    <message>
        <source>{count} changes</source>
        <translation>변경 {count}개</translation>
    </message>
    <message>
        <source>Asked again.</source>
        <translation>다시 물었습니다.</translation>
    </message>
</context>
<context>
    <name>FileTabs</name>
    <message>
        <source>Files of the page</source>
        <translation>페이지의 파일</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this file</source>
        <translation>이 파일에서 찾기</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>줄</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>줄로 이동</translation>
    </message>
    <message>
        <source>Previous (Shift+Return)</source>
        <translation>이전 (Shift+Return)</translation>
    </message>
    <message>
        <source>Next (Return)</source>
        <translation>다음 (Return)</translation>
    </message>
    <message>
        <source>Mind capital letters</source>
        <translation>대소문자 구분</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>찾은 것이 없습니다</translation>
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
        <translation>Moonpane의 작은 내장 모델입니다.</translation>
    </message>
    <message>
        <source>It turns pictures into pages. It answers no questions, so none were asked.</source>
        <translation>그림을 페이지로 바꿉니다. 질문에는 답하지 않으므로 묻지 않았습니다.</translation>
    </message>
    <message>
        <source>Not everything could be found out.</source>
        <translation>모두 알아내지는 못했습니다.</translation>
    </message>
    <message>
        <source>It was shown {number} on {color}, and answered: {answer}</source>
        <translation>{color} 바탕의 {number}을(를) 보여 주었더니 이렇게 답했습니다: {answer}</translation>
    </message>
    <message numerus="yes">
        <source>That picture was %Ln token(s).</source>
        <translation>
            <numerusform>이 그림은 %Ln토큰이었습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>It sees pictures.</source>
        <translation>그림을 봅니다.</translation>
    </message>
    <message>
        <source>It sees pictures, but not well.</source>
        <translation>그림을 보지만 정확하지 않습니다.</translation>
    </message>
    <message>
        <source>It takes pictures and passes over them.</source>
        <translation>그림을 받기는 하지만 무시합니다.</translation>
    </message>
    <message>
        <source>It does not see pictures.</source>
        <translation>그림을 보지 못합니다.</translation>
    </message>
    <message>
        <source>It refuses pictures.</source>
        <translation>그림을 거부합니다.</translation>
    </message>
    <message>
        <source>It said nothing about a picture.</source>
        <translation>그림에 대해 아무 답도 하지 않았습니다.</translation>
    </message>
    <message>
        <source>It answers without thinking first.</source>
        <translation>생각 단계 없이 바로 답합니다.</translation>
    </message>
    <message>
        <source>Its server does not separate the reasoning from the answer; start it with a parser.</source>
        <translation>서버가 추론과 답을 나누지 않습니다. 추론 파서를 켜고 서버를 시작하세요.</translation>
    </message>
    <message>
        <source>Its reasoning stands inside the answer.</source>
        <translation>추론이 답 안에 섞여 나옵니다.</translation>
    </message>
    <message>
        <source>It always thinks first; no switch was honoured.</source>
        <translation>항상 먼저 생각합니다. 따르는 스위치가 없었습니다.</translation>
    </message>
    <message>
        <source>Thinking can be switched off.</source>
        <translation>생각 단계를 끌 수 있습니다.</translation>
    </message>
    <message>
        <source>honoured</source>
        <translation>따름</translation>
    </message>
    <message>
        <source>ignored, it thinks all the same</source>
        <translation>무시하고 그대로 생각함</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>답 없음</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>거부</translation>
    </message>
    <message>
        <source>First token after {seconds} s</source>
        <translation>첫 토큰까지 {seconds}초</translation>
    </message>
    <message>
        <source>{number} tokens/s</source>
        <translation>초당 {number}토큰</translation>
    </message>
    <message>
        <source>Tokens are counted by the server.</source>
        <translation>서버가 토큰 수를 세어 줍니다.</translation>
    </message>
    <message>
        <source>The server does not count tokens; figures are estimates.</source>
        <translation>서버가 토큰 수를 세지 않아 어림한 값입니다.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln model(s) served.</source>
        <translation>
            <numerusform>모델 %Ln개를 제공합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>The length of the context is not told.</source>
        <translation>컨텍스트 길이를 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>A context of {number} tokens.</source>
        <translation>컨텍스트는 {number}토큰입니다.</translation>
    </message>
    <message>
        <source>red</source>
        <translation>빨간색</translation>
    </message>
    <message>
        <source>green</source>
        <translation>초록색</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>파란색</translation>
    </message>
    <message>
        <source>purple</source>
        <translation>보라색</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>주황색</translation>
    </message>
    <message>
        <source>gray</source>
        <translation>회색</translation>
    </message>
</context>
<context>
    <name>FindingsCard</name>
    <message>
        <source>What it can</source>
        <translation>할 수 있는 일</translation>
    </message>
    <message>
        <source>Ask which models it serves</source>
        <translation>어떤 모델을 제공하는지 묻기</translation>
    </message>
    <message>
        <source>Show it a picture that only we know</source>
        <translation>우리만 아는 그림 보여 주기</translation>
    </message>
    <message>
        <source>Try how thinking is switched off</source>
        <translation>생각 단계를 끄는 방법 시험하기</translation>
    </message>
    <message>
        <source>Time an answer</source>
        <translation>답하는 속도 재기</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>unfinished</source>
        <translation>미완성</translation>
    </message>
    <message>
        <source>{percent} alike</source>
        <translation>{percent} 일치</translation>
    </message>
    <message>
        <source>measures best</source>
        <translation>점수가 가장 높음</translation>
    </message>
    <message>
        <source>shown now</source>
        <translation>지금 보는 버전</translation>
    </message>
    <message>
        <source>made from version {number}</source>
        <translation>버전 {number}에서 만듦</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>버전 {number}</translation>
    </message>
    <message>
        <source>By the model</source>
        <translation>모델이 만듦</translation>
    </message>
    <message>
        <source>Changed by hand</source>
        <translation>직접 고침</translation>
    </message>
    <message>
        <source>Refined by measuring</source>
        <translation>재면서 다듬음</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>가져옴</translation>
    </message>
</context>
<context>
    <name>HistoryPane</name>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Go on from here</source>
        <translation>여기서 이어가기</translation>
    </message>
    <message>
        <source>The next request begins from the shown version; nothing is lost.</source>
        <translation>다음 요청은 지금 보이는 버전에서 시작합니다. 아무것도 잃지 않습니다.</translation>
    </message>
    <message>
        <source>Compare with …</source>
        <translation>비교하기 …</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Compare their code</source>
        <translation>코드 비교</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Compare their pictures</source>
        <translation>그림 비교</translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation>비교 끝내기</translation>
    </message>
    <message>
        <source>Every version of the page is kept here, from the first one on.</source>
        <translation>첫 버전부터 페이지의 모든 버전이 여기에 남습니다.</translation>
    </message>
    <message>
        <source>Choose what to compare {version} with.</source>
        <translation>{version}과(와) 비교할 것을 고르세요.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>기록</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Found</source>
        <translation>찾은 것</translation>
    </message>
    <message>
        <source>in the title</source>
        <translation>제목에서</translation>
    </message>
    <message>
        <source>in what was asked</source>
        <translation>물은 내용에서</translation>
    </message>
    <message>
        <source>in the name of an attachment</source>
        <translation>첨부 파일 이름에서</translation>
    </message>
    <message>
        <source>in the answer</source>
        <translation>답에서</translation>
    </message>
    <message>
        <source>in the thoughts</source>
        <translation>생각에서</translation>
    </message>
    <message>
        <source>in the code</source>
        <translation>코드에서</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>Pictures and recordings ({kinds})</source>
        <translation>그림과 녹화 ({kinds})</translation>
    </message>
    <message>
        <source>Open pictures or a recording</source>
        <translation>그림이나 녹화 열기</translation>
    </message>
    <message>
        <source>Import a page or a component</source>
        <translation>페이지나 컴포넌트 가져오기</translation>
    </message>
    <message>
        <source>Pages and components ({kinds})</source>
        <translation>페이지와 컴포넌트 ({kinds})</translation>
    </message>
    <message>
        <source>Import the folder of a project</source>
        <translation>프로젝트 폴더 가져오기</translation>
    </message>
    <message>
        <source>Marks discarded</source>
        <translation>표시를 버렸습니다</translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation>스케치</translation>
    </message>
    <message>
        <source>Sketch discarded</source>
        <translation>스케치를 버렸습니다</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
</context>
<context>
    <name>LimitWatch</name>
    <message>
        <source>The recording was ended because the disk is almost full; it is kept.</source>
        <translation>디스크가 거의 차서 녹화를 끝냈습니다. 녹화는 남아 있습니다.</translation>
    </message>
    <message>
        <source>The recording is {minutes} minutes long and was ended; it is kept.</source>
        <translation>녹화가 {minutes}분이 되어 끝냈습니다. 녹화는 남아 있습니다.</translation>
    </message>
    <message>
        <source>The recording has {size} MB and was ended; it is kept.</source>
        <translation>녹화가 {size}MB가 되어 끝냈습니다. 녹화는 남아 있습니다.</translation>
    </message>
    <message>
        <source>The recording ends by itself when it is {minutes} minutes long, which is soon.</source>
        <translation>녹화는 {minutes}분이 되면 저절로 끝납니다. 곧 그렇게 됩니다.</translation>
    </message>
    <message>
        <source>The recording ends by itself when it has {size} MB, which is soon.</source>
        <translation>녹화는 {size}MB가 되면 저절로 끝납니다. 곧 그렇게 됩니다.</translation>
    </message>
</context>
<context>
    <name>LookChoice</name>
    <message>
        <source>As the desktop</source>
        <translation>데스크톱 설정에 따름</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
</context>
<context>
    <name>MarkList</name>
    <message>
        <source>Marks</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>Draw the page that you have in mind. What you draw is what will be built.</source>
        <translation>생각하는 페이지를 그리세요. 그린 대로 만들어집니다.</translation>
    </message>
    <message>
        <source>Draw on the picture, then say here what should be different. The picture itself stays as it is.</source>
        <translation>그림 위에 그린 다음, 무엇이 달라야 하는지 여기에 적으세요. 그림 자체는 그대로 남습니다.</translation>
    </message>
</context>
<context>
    <name>MarkRow</name>
    <message>
        <source>What mark {number} is about</source>
        <translation>표시 {number}에 대한 설명</translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation>이것은 무엇인가요?</translation>
    </message>
    <message>
        <source>What should change here?</source>
        <translation>여기서 무엇이 바뀌어야 하나요?</translation>
    </message>
    <message>
        <source>Remove mark {number}</source>
        <translation>표시 {number} 지우기</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>지우기</translation>
    </message>
</context>
<context>
    <name>MarkdownView</name>
    <message>
        <source>Open this link?</source>
        <translation>이 링크를 열까요?</translation>
    </message>
</context>
<context>
    <name>MemoryCard</name>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>컨텍스트</translation>
    </message>
    <message>
        <source>Reading the checkpoint …</source>
        <translation>체크포인트를 읽는 중 …</translation>
    </message>
    <message>
        <source>main memory</source>
        <translation>주 메모리</translation>
    </message>
    <message>
        <source>the GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Needs about {total}; {free} are free in {place}.</source>
        <translation>약 {total}이(가) 필요합니다. {place}에 {free}이(가) 비어 있습니다.</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>들어감</translation>
    </message>
    <message>
        <source>Does not fit</source>
        <translation>들어가지 않음</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>불완전함</translation>
    </message>
    <message>
        <source>Takes {resident} now; unloading it frees {own}.</source>
        <translation>지금 {resident}을(를) 차지합니다. 내리면 {own}이(가) 비게 됩니다.</translation>
    </message>
    <message>
        <source>On the GPU: {size}.</source>
        <translation>GPU: {size}.</translation>
    </message>
    <message>
        <source>{number} tokens</source>
        <translation>{number}토큰</translation>
    </message>
    <message>
        <source>It fits once the model in use is unloaded, which gives {size} back.</source>
        <translation>사용 중인 모델을 내리면 {size}이(가) 비어 들어갑니다.</translation>
    </message>
    <message>
        <source>It fits with a context of {number} tokens.</source>
        <translation>컨텍스트를 {number}토큰으로 줄이면 들어갑니다.</translation>
    </message>
    <message>
        <source>It fits with packed experts ({size}): moonpane-engine quantize.</source>
        <translation>전문가를 압축하면 들어갑니다({size}): moonpane-engine quantize.</translation>
    </message>
    <message>
        <source>{size} more would be needed; a server elsewhere may have them.</source>
        <translation>{size}이(가) 더 필요합니다. 다른 서버를 쓰는 방법이 있습니다.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>Vision</source>
        <translation>비전</translation>
    </message>
    <message>
        <source>Cache of the context</source>
        <translation>컨텍스트 캐시</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>프로그램</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Embedded model</source>
        <translation>내장 모델</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>사용 중</translation>
    </message>
    <message>
        <source>Comes with Moonpane</source>
        <translation>Moonpane에 포함됨</translation>
    </message>
</context>
<context>
    <name>ModelsController</name>
    <message>
        <source>Choose the folder of a checkpoint</source>
        <translation>체크포인트 폴더 고르기</translation>
    </message>
</context>
<context>
    <name>ModelsPanel</name>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>모델 추가</translation>
    </message>
    <message>
        <source>Remove the model?</source>
        <translation>모델을 지울까요?</translation>
    </message>
    <message>
        <source>The key that is kept for {model} is forgotten, too.</source>
        <translation>{model}에 저장된 키도 함께 삭제됩니다.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Checkpoint folder …</source>
        <translation>체크포인트 폴더 …</translation>
    </message>
    <message>
        <source>About the selected model</source>
        <translation>선택한 모델 정보</translation>
    </message>
</context>
<context>
    <name>OptionsRow</name>
    <message>
        <source>HTML and CSS</source>
        <translation>HTML과 CSS</translation>
    </message>
    <message>
        <source>HTML and Tailwind</source>
        <translation>HTML과 Tailwind</translation>
    </message>
    <message>
        <source>React and Tailwind</source>
        <translation>React와 Tailwind</translation>
    </message>
    <message>
        <source>What is written</source>
        <translation>무엇으로 쓸지</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>생각하기</translation>
    </message>
    <message>
        <source>One answer</source>
        <translation>답 하나</translation>
    </message>
    <message>
        <source>{n} answers</source>
        <translation>답 {n}개</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>여러 답</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>하지 않음</translation>
    </message>
    <message>
        <source>1 round</source>
        <translation>1회</translation>
    </message>
    <message>
        <source>{n} rounds</source>
        <translation>{n}회</translation>
    </message>
    <message>
        <source>Measure and improve</source>
        <translation>재고 다듬기</translation>
    </message>
    <message>
        <source>off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>Thinks before it answers</source>
        <translation>답하기 전에 생각합니다</translation>
    </message>
    <message>
        <source>Answers at once, without thinking</source>
        <translation>생각하지 않고 바로 답합니다</translation>
    </message>
</context>
<context>
    <name>Output</name>
    <message>
        <source>Web page ({kinds})</source>
        <translation>웹 페이지 ({kinds})</translation>
    </message>
    <message>
        <source>Save the page</source>
        <translation>페이지 저장</translation>
    </message>
    <message>
        <source>Zip ({zip});;Folder (*)</source>
        <translation>Zip ({zip});;폴더 (*)</translation>
    </message>
    <message>
        <source>Export the page</source>
        <translation>페이지 내보내기</translation>
    </message>
    <message>
        <source>This desktop has no program that opens web pages. The page lies at {path}.</source>
        <translation>이 데스크톱에는 웹 페이지를 여는 프로그램이 없습니다. 페이지는 {path}에 있습니다.</translation>
    </message>
    <message>
        <source>{program} was not found, so the page opens with another program; change it in Settings.</source>
        <translation>{program}을(를) 찾을 수 없어 페이지를 다른 프로그램으로 엽니다. 설정에서 바꾸세요.</translation>
    </message>
    <message>
        <source>No editor is named in Settings, so the desktop chose what opens the page.</source>
        <translation>설정에 편집기가 지정되지 않아 데스크톱이 페이지를 열 프로그램을 선택했습니다.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>{program} cannot be started: {why}.</source>
        <translation>{program} 프로그램을 시작할 수 없습니다: {why}.</translation>
    </message>
    <message>
        <source>Export the conversation</source>
        <translation>대화 내보내기</translation>
    </message>
</context>
<context>
    <name>PageCanvas</name>
    <message>
        <source>Width of the page; drag, or press Left and Right</source>
        <translation>페이지의 너비. 끌거나 왼쪽·오른쪽 키를 누르세요</translation>
    </message>
    <message>
        <source>Height of the page; drag, or press Up and Down</source>
        <translation>페이지의 높이. 끌거나 위·아래 키를 누르세요</translation>
    </message>
    <message>
        <source>Size of the page; drag, or press an arrow key</source>
        <translation>페이지의 크기. 끌거나 화살표 키를 누르세요</translation>
    </message>
    <message>
        <source>The page grows here while it is written</source>
        <translation>쓰이는 동안 페이지가 여기에서 자랍니다</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation>무엇을 할까요?</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>명령 검색</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>찾은 명령</translation>
    </message>
    <message>
        <source>Nothing is called like that.</source>
        <translation>그런 이름의 명령이 없습니다.</translation>
    </message>
</context>
<context>
    <name>PartDialog</name>
    <message>
        <source>Choose a part of the picture</source>
        <translation>그림의 일부 고르기</translation>
    </message>
    <message>
        <source>Drag, or set two corners with arrow keys and Space; Ctrl+A is all of it.</source>
        <translation>끌거나, 화살표 키와 Space로 두 모서리를 정하세요. Ctrl+A는 전체입니다.</translation>
    </message>
    <message>
        <source>What almost frames an element is snapped to it.</source>
        <translation>요소를 거의 둘러싸면 그 요소에 맞춰집니다.</translation>
    </message>
    <message>
        <source>Marks stay with the whole picture.</source>
        <translation>표시는 전체 그림에 남습니다.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Use this part</source>
        <translation>이 부분 사용</translation>
    </message>
</context>
<context>
    <name>PartView</name>
    <message>
        <source>Part of the picture</source>
        <translation>그림의 일부</translation>
    </message>
</context>
<context>
    <name>PickCard</name>
    <message>
        <source>Show the code of this element</source>
        <translation>이 요소의 코드 보기</translation>
    </message>
    <message>
        <source>Change this</source>
        <translation>이것 바꾸기</translation>
    </message>
    <message>
        <source>Change this element</source>
        <translation>이 요소 바꾸기</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the HTML of this element</source>
        <translation>이 요소의 HTML 복사</translation>
    </message>
    <message>
        <source>Picked element: {}</source>
        <translation>고른 요소: {}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사했습니다</translation>
    </message>
</context>
<context>
    <name>PickOverlay</name>
    <message>
        <source>Pick an element: arrow keys move, Return chooses, Escape leaves</source>
        <translation>요소 고르기: 화살표 키로 움직이고 Return으로 고르고 Escape로 나갑니다</translation>
    </message>
</context>
<context>
    <name>PictureList</name>
    <message>
        <source>Pictures of the page</source>
        <translation>페이지의 그림</translation>
    </message>
</context>
<context>
    <name>PreviewBar</name>
    <message>
        <source>Device, or size of the page</source>
        <translation>기기 또는 페이지의 크기</translation>
    </message>
    <message>
        <source>Turn between portrait and landscape</source>
        <translation>세로와 가로 바꾸기</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>확대·축소</translation>
    </message>
    <message>
        <source>Zoom (Ctrl++, Ctrl+−, Ctrl+0)</source>
        <translation>확대·축소 (Ctrl++, Ctrl+−, Ctrl+0)</translation>
    </message>
    <message>
        <source>Load the page again</source>
        <translation>페이지 다시 불러오기</translation>
    </message>
    <message>
        <source>Inspect: pick an element of the page</source>
        <translation>살펴보기: 페이지의 요소 고르기</translation>
    </message>
    <message>
        <source>Pick an element of the page (Ctrl+Shift+C)</source>
        <translation>페이지의 요소 고르기 (Ctrl+Shift+C)</translation>
    </message>
    <message>
        <source>Show the console</source>
        <translation>콘솔 보기</translation>
    </message>
    <message>
        <source>Usual size</source>
        <translation>기본 크기</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>자유롭게</translation>
    </message>
    <message>
        <source>Mockup</source>
        <translation>시안</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>직접 정한 크기</translation>
    </message>
    <message>
        <source>{} × {} CSS pixels, {} device pixels each</source>
        <translation>CSS 픽셀 {} × {}, 각각 기기 픽셀 {}개</translation>
    </message>
    <message>
        <source>Show the console; errors: {}</source>
        <translation>콘솔 보기, 오류: {}</translation>
    </message>
    <message>
        <source>Free: fills the pane</source>
        <translation>자유롭게: 칸을 채움</translation>
    </message>
    <message>
        <source>As the mockup</source>
        <translation>시안과 같게</translation>
    </message>
    <message>
        <source>Fit	Ctrl+0</source>
        <translation>맞춤	Ctrl+0</translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message>
        <source>Waiting for the model …</source>
        <translation>모델을 기다리는 중 …</translation>
    </message>
    <message>
        <source>Measuring the picture …</source>
        <translation>그림을 재는 중 …</translation>
    </message>
    <message>
        <source>Reading the text …</source>
        <translation>글자를 읽는 중 …</translation>
    </message>
    <message>
        <source>Growing …</source>
        <translation>쓰는 중 …</translation>
    </message>
    <message>
        <source>Comparing …</source>
        <translation>비교하는 중 …</translation>
    </message>
    <message>
        <source>Improving …</source>
        <translation>다듬는 중 …</translation>
    </message>
    <message>
        <source>“Continue” below the answer goes on from here.</source>
        <translation>답변 아래의 “이어 쓰기”를 누르면 여기서부터 이어집니다.</translation>
    </message>
    <message>
        <source>Stopped before anything was drawn.</source>
        <translation>아무것도 그려지기 전에 멈췄습니다.</translation>
    </message>
    <message>
        <source>Left out for want of room: {names}</source>
        <translation>자리가 없어 제외됨: {names}</translation>
    </message>
    <message>
        <source>Unfinished: this is as far as it came</source>
        <translation>미완성: 여기까지 쓰였습니다</translation>
    </message>
    <message>
        <source>Drawing …</source>
        <translation>그리는 중 …</translation>
    </message>
</context>
<context>
    <name>PreviewStage</name>
    <message>
        <source>Live preview of the page</source>
        <translation>페이지 실시간 미리 보기</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Drive</source>
        <translation>드라이브</translation>
    </message>
    <message>
        <source>Folder</source>
        <comment>All other platforms</comment>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>알 수 없음</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>찾는 위치(&amp;L):</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>파일 형식(&amp;T):</translation>
    </message>
</context>
<context>
    <name>ReasoningView</name>
    <message>
        <source>Copy the thoughts</source>
        <translation>생각 복사</translation>
    </message>
    <message>
        <source>What the model thought</source>
        <translation>모델이 생각한 것</translation>
    </message>
    <message>
        <source>Thinking …  {duration}</source>
        <translation>생각하는 중 …  {duration}</translation>
    </message>
    <message>
        <source>Thought for {duration}</source>
        <translation>{duration} 동안 생각함</translation>
    </message>
    <message>
        <source>Thoughts</source>
        <translation>생각</translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation>{count}자</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>펼쳐짐</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>접힘</translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>Recent sessions</source>
        <translation>최근 작업</translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>On Wayland the desktop asks which screen may be recorded, each time.</source>
        <translation>Wayland에서는 어떤 화면을 녹화해도 되는지 데스크톱이 매번 묻습니다.</translation>
    </message>
    <message>
        <source>There is no screen here that could be recorded.</source>
        <translation>여기에는 녹화할 화면이 없습니다.</translation>
    </message>
    <message>
        <source>The disk is too full for a recording; make room on it first.</source>
        <translation>디스크가 차서 녹화할 수 없습니다. 먼저 공간을 비우세요.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {why}.</source>
        <translation>{path}에 쓸 수 없습니다: {why}.</translation>
    </message>
    <message>
        <source>The screen gave no pictures, so nothing was recorded; try another screen.</source>
        <translation>화면에서 그림이 오지 않아 아무것도 녹화되지 않았습니다. 다른 화면으로 해 보세요.</translation>
    </message>
    <message>
        <source>The screen cannot be recorded: {why}. Record it with the desktop&apos;s own tool and drop it here.</source>
        <translation>화면을 녹화할 수 없습니다: {why}. 데스크톱의 도구로 녹화하여 여기에 놓으세요.</translation>
    </message>
    <message>
        <source>The recording ended because its source is gone; what there is of it is kept.</source>
        <translation>녹화하던 대상이 사라져 녹화가 끝났습니다. 그때까지의 녹화는 남아 있습니다.</translation>
    </message>
    <message>
        <source>Nothing was recorded: it was stopped before the first picture.</source>
        <translation>첫 그림이 오기 전에 멈춰서 아무것도 녹화되지 않았습니다.</translation>
    </message>
    <message>
        <source>The recording cannot be kept in {path}: {why}.</source>
        <translation>녹화를 {path}에 저장할 수 없습니다: {why}.</translation>
    </message>
</context>
<context>
    <name>RecordingPill</name>
    <message>
        <source>Screen recording</source>
        <translation>화면 녹화</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>녹화 끝내기</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
</context>
<context>
    <name>RecordingQuestion</name>
    <message>
        <source>A recording is running</source>
        <translation>화면을 녹화하고 있습니다</translation>
    </message>
    <message>
        <source>The screen is being recorded. What is to become of the recording?</source>
        <translation>화면을 녹화하고 있습니다. 이 녹화를 어떻게 할까요?</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>끝내고 보관</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>버리기</translation>
    </message>
</context>
<context>
    <name>RefineChart</name>
    <message>
        <source>Scores of the rounds</source>
        <translation>회차별 점수</translation>
    </message>
    <message>
        <source>From {0} to {1} in {2} steps</source>
        <translation>{2}번의 시도로 {0}에서 {1}까지</translation>
    </message>
    <message>
        <source>Each round is shown here: what was tried, and what was kept.</source>
        <translation>회차마다 무엇을 시도했고 무엇이 남았는지 여기에 보입니다.</translation>
    </message>
    <message>
        <source>Round {0}</source>
        <translation>{0}회</translation>
    </message>
</context>
<context>
    <name>RefinePanel</name>
    <message>
        <source>Rounds</source>
        <translation>횟수</translation>
    </message>
    <message>
        <source>One round less</source>
        <translation>한 번 줄이기</translation>
    </message>
    <message>
        <source>One round more</source>
        <translation>한 번 늘리기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>정지</translation>
    </message>
    <message>
        <source>Refine</source>
        <translation>다듬기</translation>
    </message>
    <message>
        <source>Points gained, of 100</source>
        <translation>오른 점수(100점 중)</translation>
    </message>
    <message>
        <source>could not be drawn</source>
        <translation>그릴 수 없었음</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>남김</translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>남기지 않음</translation>
    </message>
    <message>
        <source>Measures where the page differs from the mockup, and keeps only what makes it better.</source>
        <translation>페이지가 시안과 다른 곳을 재고, 더 나아지는 변경만 남깁니다.</translation>
    </message>
    <message>
        <source>Round {0} of {1} …</source>
        <translation>{1}회 중 {0}회 …</translation>
    </message>
    <message>
        <source>Over: the last round gained nothing.</source>
        <translation>끝: 마지막 회차에서 나아진 것이 없습니다.</translation>
    </message>
    <message>
        <source>Over: the score is high already.</source>
        <translation>끝: 점수가 이미 높습니다.</translation>
    </message>
    <message>
        <source>Stopped; the best page is kept.</source>
        <translation>멈췄습니다. 가장 좋은 페이지가 남아 있습니다.</translation>
    </message>
    <message>
        <source>All rounds are done.</source>
        <translation>모든 회차가 끝났습니다.</translation>
    </message>
</context>
<context>
    <name>RegionList</name>
    <message>
        <source>Where the pictures differ most</source>
        <translation>그림이 가장 다른 곳</translation>
    </message>
    <message>
        <source>There is no place where they differ much.</source>
        <translation>크게 다른 곳이 없습니다.</translation>
    </message>
    <message>
        <source>Missing on the right</source>
        <translation>오른쪽에 없음</translation>
    </message>
    <message>
        <source>Only on the right</source>
        <translation>오른쪽에만 있음</translation>
    </message>
    <message>
        <source>Another colour</source>
        <translation>색이 다름</translation>
    </message>
    <message>
        <source>Looks different</source>
        <translation>모양이 다름</translation>
    </message>
    <message>
        <source>{0} px right</source>
        <translation>오른쪽으로 {0}px</translation>
    </message>
    <message>
        <source>{0} px left</source>
        <translation>왼쪽으로 {0}px</translation>
    </message>
    <message>
        <source>{0} px down</source>
        <translation>아래로 {0}px</translation>
    </message>
    <message>
        <source>{0} px up</source>
        <translation>위로 {0}px</translation>
    </message>
    <message>
        <source>Show the code of {0}, {1}</source>
        <translation>{0}, {1}의 코드 보기</translation>
    </message>
</context>
<context>
    <name>RegionOverlay</name>
    <message>
        <source>Choose a region of the screen</source>
        <translation>화면에서 영역 고르기</translation>
    </message>
    <message>
        <source>Drag or press Space · Arrows: 1 px, Shift: 10 px, Ctrl: size · Return takes · Esc cancels</source>
        <translation>끌거나 Space를 누르세요 · 화살표: 1px, Shift: 10px, Ctrl: 크기 · Return: 찍기 · Esc: 취소</translation>
    </message>
</context>
<context>
    <name>RestButton</name>
    <message>
        <source>Show what followed</source>
        <translation>이어진 내용 보기</translation>
    </message>
    <message>
        <source>Go to the branch that goes on from here</source>
        <translation>여기서 이어지는 갈래로 가기</translation>
    </message>
</context>
<context>
    <name>RubberBand</name>
    <message>
        <source>{width} × {height} pixels at {x}, {y}</source>
        <translation>{width} × {height} 픽셀, 위치 {x}, {y}</translation>
    </message>
</context>
<context>
    <name>ScoreParts</name>
    <message>
        <source>Blocks</source>
        <translation>블록</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>색</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>구조</translation>
    </message>
    <message>
        <source>Edges</source>
        <translation>경계</translation>
    </message>
    <message>
        <source>Palette</source>
        <translation>색조</translation>
    </message>
    <message>
        <source>How much of the text has its place on both sides</source>
        <translation>양쪽 모두에 자리가 있는 텍스트의 비율</translation>
    </message>
    <message>
        <source>How alike the words are</source>
        <translation>글자가 비슷한 정도</translation>
    </message>
    <message>
        <source>How near the texts are to their places</source>
        <translation>텍스트가 제자리에 가까운 정도</translation>
    </message>
    <message>
        <source>How alike the colours of the texts are</source>
        <translation>텍스트 색이 비슷한 정도</translation>
    </message>
    <message>
        <source>How alike the pixels are in light and shade</source>
        <translation>픽셀의 명암이 비슷한 정도</translation>
    </message>
    <message>
        <source>How many edges lie on edges</source>
        <translation>경계가 서로 겹치는 정도</translation>
    </message>
    <message>
        <source>How alike the colours of the whole are</source>
        <translation>전체 색이 비슷한 정도</translation>
    </message>
    <message>
        <source>Text: not measured, because a picture does not tell its words.</source>
        <translation>텍스트: 그림만으로는 글자를 알 수 없어 재지 않았습니다.</translation>
    </message>
    <message>
        <source>Blocks, position and colour: not measured, because there is no text.</source>
        <translation>블록, 위치, 색: 텍스트가 없어 재지 않았습니다.</translation>
    </message>
    <message>
        <source>{0} alike</source>
        <translation>{0} 일치</translation>
    </message>
    <message>
        <source>{0} of 5 Design2Code components.</source>
        <translation>Design2Code 항목 5개 중 {0}개.</translation>
    </message>
    <message>
        <source>CLIP: not measured, because it needs a large model.</source>
        <translation>CLIP: 큰 모델이 필요해 재지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>ScorePill</name>
    <message>
        <source>Measured likeness; show the comparison</source>
        <translation>잰 일치도. 비교 보기</translation>
    </message>
    <message>
        <source>{percent} alike</source>
        <translation>{percent} 일치</translation>
    </message>
    <message>
        <source>{width} px: {percent}</source>
        <translation>너비 {width}px: {percent}</translation>
    </message>
    <message>
        <source>Mean of all widths: {percent}</source>
        <translation>모든 너비의 평균: {percent}</translation>
    </message>
    <message>
        <source>Measured against the picture</source>
        <translation>그림과 비교해 쟀습니다</translation>
    </message>
</context>
<context>
    <name>ScreenshotPortal</name>
    <message>
        <source>This desktop gives applications no pictures of the screen; take one with the desktop&apos;s own tool and paste it here.</source>
        <translation>이 데스크톱은 앱에 화면 그림을 주지 않습니다. 데스크톱의 도구로 찍어 여기에 붙여넣으세요.</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search everything</source>
        <translation>모두 검색</translation>
    </message>
    <message>
        <source>Search in all conversations</source>
        <translation>모든 대화에서 검색</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>Begin</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>페이지</translation>
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
        <translation>%1%2. 첫 번째는 %3입니다.</translation>
    </message>
    <message>
        <source>%1 and the shards disagree (%2): download index and shards of one revision again</source>
        <translation>%1와(과) 샤드가 서로 맞지 않습니다(%2). 같은 리비전의 인덱스와 샤드를 다시 내려받으세요</translation>
    </message>
    <message>
        <source>%1 answered with status %2: %3.</source>
        <translation>%1이(가) 상태 코드 %2(으)로 답했습니다: %3.</translation>
    </message>
    <message>
        <source>%1 became shorter while it was read: download the shard again</source>
        <translation>%1이(가) 읽는 도중에 짧아졌습니다. 샤드를 다시 내려받으세요</translation>
    </message>
    <message>
        <source>%1 borders</source>
        <translation>테두리 %1개</translation>
    </message>
    <message>
        <source>%1 broke off the answer (%2).</source>
        <translation>%1이(가) 답을 도중에 끊었습니다(%2).</translation>
    </message>
    <message>
        <source>%1 broke off the answer: %2.</source>
        <translation>%1이(가) 답을 도중에 끊었습니다: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be found; check the address, and whether there is a network.</source>
        <translation>%1을(를) 찾을 수 없습니다. 주소가 맞는지, 네트워크가 연결되어 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>%1 cannot be imported: %2.</source>
        <translation>%1을(를) 가져올 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be reached (%2).</source>
        <translation>%1에 연결할 수 없습니다(%2).</translation>
    </message>
    <message>
        <source>%1 cannot be read (%2): check the file&apos;s permissions</source>
        <translation>%1을(를) 읽을 수 없습니다(%2). 파일 권한을 확인하세요</translation>
    </message>
    <message>
        <source>%1 cannot be read (%2): download the shard again</source>
        <translation>%1을(를) 읽을 수 없습니다(%2). 샤드를 다시 내려받으세요</translation>
    </message>
    <message>
        <source>%1 cannot be read (%2); a Kimi-K2.5 checkpoint folder holds it beside config.json.</source>
        <translation>%1을(를) 읽을 수 없습니다(%2). Kimi-K2.5 체크포인트 폴더에는 config.json 옆에 이 파일이 있습니다.</translation>
    </message>
    <message>
        <source>%1 cannot be read as JSON (%2): download the file again</source>
        <translation>%1을(를) JSON으로 읽을 수 없습니다(%2). 파일을 다시 내려받으세요</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1을(를) 읽을 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be used (%2); copy it again from the model&apos;s publisher.</source>
        <translation>%1을(를) 쓸 수 없습니다(%2). 모델 배포처에서 다시 복사하세요.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1에 쓸 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be written: give yourself the right to write there, and it is saved.</source>
        <translation>%1에 쓸 수 없습니다. 쓰기 권한을 주면 저장됩니다.</translation>
    </message>
    <message>
        <source>%1 cannot be written: what you do now is not saved.</source>
        <translation>%1에 쓸 수 없습니다. 지금 하는 일은 저장되지 않습니다.</translation>
    </message>
    <message>
        <source>%1 cannot lie beside the files there are: %2.</source>
        <translation>%1은(는) 지금 있는 파일들과 함께 둘 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>%1 changed while it was read, or is damaged; send it again.</source>
        <translation>%1이(가) 읽는 동안 바뀌었거나 손상되었습니다. 다시 보내세요.</translation>
    </message>
    <message>
        <source>%1 colours of text</source>
        <translation>글자 색 %1개</translation>
    </message>
    <message>
        <source>%1 corrections</source>
        <translation>보정 %1건</translation>
    </message>
    <message>
        <source>%1 could not be drawn: %2.</source>
        <translation>%1을(를) 그릴 수 없었습니다: %2.</translation>
    </message>
    <message>
        <source>%1 could not be loaded (%2).</source>
        <translation>%1을(를) 불러올 수 없었습니다(%2).</translation>
    </message>
    <message>
        <source>%1 could not be loaded.</source>
        <translation>%1을(를) 불러올 수 없었습니다.</translation>
    </message>
    <message>
        <source>%1 could not be opened: %2</source>
        <translation>%1을(를) 열 수 없었습니다: %2</translation>
    </message>
    <message>
        <source>%1 crashed (%2)</source>
        <translation>%1이(가) 비정상 종료되었습니다(%2)</translation>
    </message>
    <message>
        <source>%1 did not answer a small question within %2 seconds.</source>
        <translation>%1이(가) 짧은 질문에 %2초 안에 답하지 않았습니다.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1이(가) 제때 답하지 않았습니다.</translation>
    </message>
    <message>
        <source>%1 did not answer on port %2; check the address, and whether the server runs.</source>
        <translation>%1이(가) 포트 %2에서 응답하지 않습니다. 주소가 맞는지, 서버가 켜져 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>%1 did not finish within %2 s and was stopped.</source>
        <translation>%1이(가) %2초 안에 끝나지 않아 멈췄습니다.</translation>
    </message>
    <message>
        <source>%1 does not come to an end: its answer has more than %2 characters and was stopped.</source>
        <translation>%1의 답이 끝나지 않습니다. %2자를 넘어서 멈췄습니다.</translation>
    </message>
    <message>
        <source>%1 does not fit its config.json (%2): get every shard and config.json of one checkpoint</source>
        <translation>%1이(가) config.json과 맞지 않습니다(%2). 같은 체크포인트의 샤드 전부와 config.json을 받으세요</translation>
    </message>
    <message>
        <source>%1 does not know %2 (%3).</source>
        <translation>%1에 %2이(가) 없습니다(%3).</translation>
    </message>
    <message>
        <source>%1 does not serve %2; it serves %3.</source>
        <translation>%1은(는) %2을(를) 제공하지 않습니다. 제공하는 모델: %3.</translation>
    </message>
    <message>
        <source>%1 does not speak the OpenAI API: it sent %2; is the address right?</source>
        <translation>%1은(는) OpenAI API로 말하지 않습니다. %2을(를) 보냈습니다. 주소가 맞나요?</translation>
    </message>
    <message>
        <source>%1 ended by itself although it was still needed.</source>
        <translation>%1이(가) 아직 필요한데 저절로 끝났습니다.</translation>
    </message>
    <message>
        <source>%1 ended its own renderer process (out of memory, or a crash of Chromium).</source>
        <translation>%1이(가) 자신의 렌더러 프로세스를 끝냈습니다(메모리 부족 또는 Chromium의 비정상 종료).</translation>
    </message>
    <message>
        <source>%1 ended the process that renders it.</source>
        <translation>%1이(가) 자신을 그리던 프로세스를 끝냈습니다.</translation>
    </message>
    <message>
        <source>%1 exists already; a block with nothing to find makes a new file. Say what to find in it.</source>
        <translation>%1은(는) 이미 있습니다. 찾을 내용이 없는 블록은 새 파일을 만듭니다. 파일에서 찾을 내용을 적으세요.</translation>
    </message>
    <message>
        <source>%1 exists already; give another name.</source>
        <translation>%1은(는) 이미 있습니다. 다른 이름을 쓰세요.</translation>
    </message>
    <message>
        <source>%1 failed (exit code %2)</source>
        <translation>%1이(가) 실패했습니다(종료 코드 %2)</translation>
    </message>
    <message>
        <source>%1 files or %2 MB of text</source>
        <translation>파일 %1개 또는 텍스트 %2MB</translation>
    </message>
    <message>
        <source>%1 fills</source>
        <translation>배경색 %1개</translation>
    </message>
    <message>
        <source>%1 gives one name to two added tokens; every name must be unique.</source>
        <translation>%1에서 추가된 토큰 두 개의 이름이 같습니다. 이름은 모두 달라야 합니다.</translation>
    </message>
    <message>
        <source>%1 has a certificate that cannot be trusted: %2.</source>
        <translation>%1의 인증서를 믿을 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>%1 has frames longer than %2 times their other side; crop it.</source>
        <translation>%1의 프레임은 한 변이 다른 변의 %2배보다 깁니다. 잘라 내세요.</translation>
    </message>
    <message>
        <source>%1 has frames of %2 x %3 px; at most %4 px a side and %5 megapixels are read, make it smaller.</source>
        <translation>%1의 프레임은 %2 x %3 px입니다. 한 변 %4 px, %5메가픽셀까지 읽습니다. 더 작게 만드세요.</translation>
    </message>
    <message>
        <source>%1 has more than %2 megapixels: make it smaller.</source>
        <translation>%1은(는) %2메가픽셀이 넘습니다. 더 작게 만드세요.</translation>
    </message>
    <message>
        <source>%1 has neither %2 nor %3: is it a checkpoint?</source>
        <translation>%1에 %2도 %3도 없습니다. 체크포인트가 맞나요?</translation>
    </message>
    <message>
        <source>%1 has no readable &apos;added_tokens_decoder&apos; (%2: %3); copy it again from the model&apos;s publisher.</source>
        <translation>%1의 &apos;added_tokens_decoder&apos;를 읽을 수 없습니다(%2: %3). 모델 배포처에서 다시 복사하세요.</translation>
    </message>
    <message>
        <source>%1 has no weight_map: download the file again</source>
        <translation>%1에 weight_map이 없습니다. 파일을 다시 내려받으세요</translation>
    </message>
    <message>
        <source>%1 has too much to do (%2); try again later.</source>
        <translation>%1이(가) 너무 바쁩니다(%2). 나중에 다시 해 보세요.</translation>
    </message>
    <message>
        <source>%1 holds %2, not an object: download the file again</source>
        <translation>%1의 내용이 객체가 아니라 %2입니다. 파일을 다시 내려받으세요</translation>
    </message>
    <message>
        <source>%1 holds more than %2; give a smaller folder.</source>
        <translation>%1에 %2보다 많은 내용이 들어 있습니다. 더 작은 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>%1 holds no &lt;svg&gt; element; export the frame as SVG or PNG again.</source>
        <translation>%1에 &lt;svg&gt; 요소가 없습니다. 프레임을 SVG나 PNG로 다시 내보내세요.</translation>
    </message>
    <message>
        <source>%1 holds no files of a page or of a component.</source>
        <translation>%1에는 페이지나 컴포넌트의 파일이 없습니다.</translation>
    </message>
    <message>
        <source>%1 holds no picture that can be decoded; export it again.</source>
        <translation>%1에 읽을 수 있는 그림이 없습니다. 다시 내보내세요.</translation>
    </message>
    <message>
        <source>%1 in one of its pages is not text</source>
        <translation>페이지 하나의 %1이(가) 텍스트가 아닙니다</translation>
    </message>
    <message>
        <source>%1 is %2 x %3 px, which is too small to be an interface.</source>
        <translation>%1은(는) %2 x %3 px로, 화면이라고 하기에는 너무 작습니다.</translation>
    </message>
    <message>
        <source>%1 is %2: longer than %3 times its other side, crop it.</source>
        <translation>%1의 크기가 %2입니다. 한 변이 다른 변의 %3배보다 기니 잘라 내세요.</translation>
    </message>
    <message>
        <source>%1 is %2: more than %3 megapixels cannot be read, make it smaller.</source>
        <translation>%1의 크기가 %2입니다. %3메가픽셀이 넘으면 읽을 수 없으니 더 작게 만드세요.</translation>
    </message>
    <message>
        <source>%1 is %2: more than %3 px on one side cannot be read, crop it.</source>
        <translation>%1의 크기가 %2입니다. 한 변이 %3 px를 넘으면 읽을 수 없으니 잘라 내세요.</translation>
    </message>
    <message>
        <source>%1 is %2: there is nothing to see.</source>
        <translation>%1의 크기가 %2입니다. 볼 것이 없습니다.</translation>
    </message>
    <message>
        <source>%1 is %2; save it as MP4, MOV, WebM or MKV and drop that.</source>
        <translation>%1은(는) %2입니다. MP4, MOV, WebM, MKV로 저장해서 놓으세요.</translation>
    </message>
    <message>
        <source>%1 is HEIC, AVIF or a video: convert it to PNG or JPEG.</source>
        <translation>%1은(는) HEIC, AVIF 또는 동영상입니다. PNG나 JPEG로 바꾸세요.</translation>
    </message>
    <message>
        <source>%1 is a PDF: export the page as PNG.</source>
        <translation>%1은(는) PDF입니다. 페이지를 PNG로 내보내세요.</translation>
    </message>
    <message>
        <source>%1 is a file, but a checkpoint is a folder that holds config.json.</source>
        <translation>%1은(는) 파일입니다. 체크포인트는 config.json이 들어 있는 폴더입니다.</translation>
    </message>
    <message>
        <source>%1 is a file; give a folder, or a name that ends in .zip.</source>
        <translation>%1은(는) 파일입니다. 폴더나 .zip으로 끝나는 이름을 쓰세요.</translation>
    </message>
    <message>
        <source>%1 is a folder; give one %2 file.</source>
        <translation>%1은(는) 폴더입니다. %2 파일 하나를 고르세요.</translation>
    </message>
    <message>
        <source>%1 is a link to %2, which is outside the folder: put the file itself there</source>
        <translation>%1은(는) 폴더 밖의 %2을(를) 가리키는 링크입니다. 파일 자체를 거기에 두세요</translation>
    </message>
    <message>
        <source>%1 is an SVG drawing: take a screenshot of it or export it as PNG.</source>
        <translation>%1은(는) SVG입니다. 스크린샷을 찍거나 PNG로 내보내세요.</translation>
    </message>
    <message>
        <source>%1 is damaged (%2): download the shard again</source>
        <translation>%1이(가) 손상되었습니다(%2). 샤드를 다시 내려받으세요</translation>
    </message>
    <message>
        <source>%1 is damaged and cannot be moved aside: %2.</source>
        <translation>%1이(가) 손상되었는데 옮겨 둘 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>%1 is damaged or cut off: export or download it again.</source>
        <translation>%1이(가) 손상되었거나 잘렸습니다. 다시 내보내거나 내려받으세요.</translation>
    </message>
    <message>
        <source>%1 is damaged, or needs more memory than is allowed for one picture: export it again, smaller.</source>
        <translation>%1이(가) 손상되었거나 그림 하나에 허용된 것보다 많은 메모리가 필요합니다. 더 작게 다시 내보내세요.</translation>
    </message>
    <message>
        <source>%1 is damaged, or needs more memory than is allowed for one video; export it again, smaller.</source>
        <translation>%1이(가) 손상되었거나 동영상 하나에 허용된 것보다 많은 메모리가 필요합니다. 더 작게 다시 내보내세요.</translation>
    </message>
    <message>
        <source>%1 is damaged: a frame of it has no picture; export it again.</source>
        <translation>%1이(가) 손상되었습니다. 그림이 없는 프레임이 있습니다. 다시 내보내세요.</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1이(가) 비어 있습니다.</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MB, the most that can be sent to a model; record a shorter part.</source>
        <translation>%1이(가) 모델에 보낼 수 있는 최대 크기 %2MB를 넘습니다. 더 짧게 녹화하세요.</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MB.</source>
        <translation>%1이(가) %2MB를 넘습니다.</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MB: save it smaller.</source>
        <translation>%1이(가) %2MB를 넘습니다. 더 작게 저장하세요.</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MB; save it smaller.</source>
        <translation>%1이(가) %2MB를 넘습니다. 더 작게 저장하세요.</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MiB: check the download</source>
        <translation>%1이(가) %2MiB를 넘습니다. 제대로 내려받았는지 확인하세요</translation>
    </message>
    <message>
        <source>%1 is larger than 64 MiB, which no tokenizer file is; check the download.</source>
        <translation>%1이(가) 64MiB를 넘는데, 그런 토크나이저 파일은 없습니다. 제대로 내려받았는지 확인하세요.</translation>
    </message>
    <message>
        <source>%1 is left out: files of its kind are not taken along.</source>
        <translation>%1을(를) 제외했습니다. 이런 종류의 파일은 함께 담지 않습니다.</translation>
    </message>
    <message>
        <source>%1 is left out: it cannot be read.</source>
        <translation>%1을(를) 제외했습니다. 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 is left out: it is a link to another file.</source>
        <translation>%1을(를) 제외했습니다. 다른 파일에 대한 링크입니다.</translation>
    </message>
    <message>
        <source>%1 is left out: it is larger than %2 MB.</source>
        <translation>%1을(를) 제외했습니다. %2MB를 넘습니다.</translation>
    </message>
    <message>
        <source>%1 is left out: its name is not safe on every system; rename it.</source>
        <translation>%1을(를) 제외했습니다. 모든 시스템에서 안전한 이름이 아닙니다. 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>%1 in one of its pages is no file of the kind that its name says</source>
        <translation>페이지 하나의 %1이(가) 이름이 말하는 종류의 파일이 아닙니다</translation>
    </message>
    <message>
        <source>%1 and %2 have changed places.</source>
        <translation>자리 바꿈: %1, %2.</translation>
    </message>
    <message>
        <source>%1 could not be changed so: %2.</source>
        <translation>%1 — 그렇게 바꾸지 못했습니다: %2.</translation>
    </message>
    <message>
        <source>%1 is a picture or a font, which cannot be written as text.</source>
        <translation>%1은(는) 그림이나 글꼴이어서 텍스트로 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 is larger than %2 KB, too much for the embedded model; choose another model in Models.</source>
        <translation>%1 파일이 %2KB보다 커서 내장 모델에는 너무 큽니다. ‘모델’에서 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>%1 is left out: it is no file of the kind that its name says.</source>
        <translation>%1을(를) 제외했습니다. 이름이 말하는 종류의 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>%1 is left out: without it there are %2 pictures and fonts or %3 MB of them already.</source>
        <translation>%1을(를) 제외했습니다. 이 파일 없이도 그림과 글꼴이 이미 %2개 또는 %3MB입니다.</translation>
    </message>
    <message>
        <source>%1 is longer than %2 minutes or %3 frames; cut it.</source>
        <translation>%1이(가) %2분 또는 %3프레임을 넘습니다. 잘라 내세요.</translation>
    </message>
    <message>
        <source>%1 is longer than %2 minutes; cut it.</source>
        <translation>%1이(가) %2분을 넘습니다. 잘라 내세요.</translation>
    </message>
    <message>
        <source>%1 is missing or damaged in the archive.</source>
        <translation>%1이(가) 보관함에 없거나 손상되었습니다.</translation>
    </message>
    <message>
        <source>%1 is missing: a checkpoint folder needs it</source>
        <translation>%1이(가) 없습니다. 체크포인트 폴더에 꼭 있어야 합니다</translation>
    </message>
    <message>
        <source>%1 is missing: download every shard</source>
        <translation>%1이(가) 없습니다. 샤드를 모두 내려받으세요</translation>
    </message>
    <message>
        <source>%1 is missing: download every shard that %2 names</source>
        <translation>%1이(가) 없습니다. %2에 적힌 샤드를 모두 내려받으세요</translation>
    </message>
    <message>
        <source>%1 is no file.</source>
        <translation>%1은(는) 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>%1 is no list of pages to draw: %2.</source>
        <translation>%1은(는) 그릴 페이지의 목록이 아닙니다: %2.</translation>
    </message>
    <message>
        <source>%1 is no recording that models take; give an MP4, MOV or WebM.</source>
        <translation>%1은(는) 모델이 받는 녹화가 아닙니다. MP4, MOV, WebM을 쓰세요.</translation>
    </message>
    <message>
        <source>%1 is no video that can be read; use MP4, MOV, WebM, MKV or GIF, and export a damaged file again.</source>
        <translation>%1은(는) 읽을 수 있는 동영상이 아닙니다. MP4, MOV, WebM, MKV, GIF를 쓰고, 손상된 파일은 다시 내보내세요.</translation>
    </message>
    <message>
        <source>%1 is not a checkpoint: it holds no config.json.</source>
        <translation>%1은(는) 체크포인트가 아닙니다. config.json이 없습니다.</translation>
    </message>
    <message>
        <source>%1 is not a folder: give the folder of a checkpoint</source>
        <translation>%1은(는) 폴더가 아닙니다. 체크포인트의 폴더를 고르세요</translation>
    </message>
    <message>
        <source>%1 is not a folder; give a checkpoint folder that holds config.json.</source>
        <translation>%1은(는) 폴더가 아닙니다. config.json이 들어 있는 체크포인트 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>%1 is not a page, for it is not text in UTF-8.</source>
        <translation>%1은(는) UTF-8 텍스트가 아니므로 페이지가 아닙니다.</translation>
    </message>
    <message>
        <source>%1 is not a picture that can be read: use PNG, JPEG, WEBP, GIF or BMP.</source>
        <translation>%1은(는) 읽을 수 있는 그림이 아닙니다. PNG, JPEG, WEBP, GIF, BMP를 쓰세요.</translation>
    </message>
    <message>
        <source>%1 is not a regular file.</source>
        <translation>%1은(는) 일반 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>%1 is not a regular file: download it again</source>
        <translation>%1은(는) 일반 파일이 아닙니다. 다시 내려받으세요</translation>
    </message>
    <message>
        <source>%1 is not an exported conversation, or it is damaged.</source>
        <translation>%1은(는) 내보낸 대화가 아니거나 손상되었습니다.</translation>
    </message>
    <message>
        <source>%1 is not empty; give a new or an empty folder.</source>
        <translation>%1은(는) 비어 있지 않습니다. 새 폴더나 빈 폴더를 쓰세요.</translation>
    </message>
    <message>
        <source>%1 lies on another machine (%2), where the archive is slower and less safe: keep it on a disk of this one.</source>
        <translation>%1이(가) 다른 컴퓨터(%2)에 있습니다. 거기서는 보관함이 더 느리고 덜 안전하니, 이 컴퓨터의 디스크에 두세요.</translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>선 %1개</translation>
    </message>
    <message>
        <source>%1 must hold all 256 single bytes and no token twice; copy it again from the model&apos;s publisher.</source>
        <translation>%1에는 256개의 바이트 값이 모두 있고 같은 토큰이 두 번 나오지 않아야 합니다. 모델 배포처에서 다시 복사하세요.</translation>
    </message>
    <message>
        <source>%1 names %2, which is no tensor: download the file again</source>
        <translation>%1에 있는 %2은(는) 텐서가 아닙니다. 파일을 다시 내려받으세요</translation>
    </message>
    <message>
        <source>%1 names no file for tensor %2: download the file again</source>
        <translation>%1에 텐서 %2의 파일이 적혀 있지 않습니다. 파일을 다시 내려받으세요</translation>
    </message>
    <message>
        <source>%1 names no special token %2; this is not the tokenizer of a Kimi-K2.5 checkpoint.</source>
        <translation>%1에 특수 토큰 %2이(가) 없습니다. Kimi-K2.5 체크포인트의 토크나이저가 아닙니다.</translation>
    </message>
    <message>
        <source>%1 names the shard %2, which is no .safetensors file of the folder or outside the folder: download the index again</source>
        <translation>%1에 적힌 샤드 %2은(는) 폴더의 .safetensors 파일이 아니거나 폴더 밖에 있습니다. 인덱스를 다시 내려받으세요</translation>
    </message>
    <message>
        <source>%1 never stands still; its picture shows one moment of it.</source>
        <translation>%1이(가) 계속 움직입니다. 그림에는 한순간의 모습이 담겼습니다.</translation>
    </message>
    <message>
        <source>%1 of %2 could not be applied, and nothing was changed there: %3</source>
        <translation>%2에 대한 %1을(를) 적용할 수 없어 그곳은 바꾸지 않았습니다: %3</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation>%1개 이상</translation>
    </message>
    <message>
        <source>%1 pictures are too many for one page; give %2 at most.</source>
        <translation>한 페이지에 그림 %1개는 너무 많습니다. 최대 %2개까지 쓰세요.</translation>
    </message>
    <message>
        <source>%1 places</source>
        <translation>위치 %1개</translation>
    </message>
    <message>
        <source>%1 questions</source>
        <translation>질문 %1개</translation>
    </message>
    <message>
        <source>%1 refused the key; give the right one in Models, or in MOONPANE_ENDPOINT_KEY beside --model.</source>
        <translation>%1이(가) 키를 거부했습니다. ‘모델’에서, 또는 --model과 함께 MOONPANE_ENDPOINT_KEY에 맞는 키를 넣으세요.</translation>
    </message>
    <message>
        <source>%1 refused the picture (%2); choose a model that sees pictures in Models.</source>
        <translation>%1이(가) 그림을 거부했습니다(%2). ‘모델’에서 그림을 보는 모델을 고르세요.</translation>
    </message>
    <message>
        <source>%1 refused to start</source>
        <translation>%1이(가) 시작을 거부했습니다</translation>
    </message>
    <message>
        <source>%1 requests wait already and at most %2 may; try again soon.</source>
        <translation>요청 %1개가 이미 기다리고 있고, 최대 %2개까지 기다릴 수 있습니다. 잠시 뒤에 다시 해 보세요.</translation>
    </message>
    <message>
        <source>%1 sent no page, only HTTP status %2.</source>
        <translation>%1에서 페이지 없이 HTTP 상태 %2만 보냈습니다.</translation>
    </message>
    <message>
        <source>%1 sent something that is not JSON; is it an OpenAI-compatible endpoint?</source>
        <translation>%1이(가) JSON이 아닌 것을 보냈습니다. OpenAI 호환 엔드포인트가 맞나요?</translation>
    </message>
    <message>
        <source>%1 serves no model.</source>
        <translation>%1에는 제공하는 모델이 없습니다.</translation>
    </message>
    <message>
        <source>%1 shadows</source>
        <translation>그림자 %1개</translation>
    </message>
    <message>
        <source>%1 shows an error: %2</source>
        <translation>%1에서 오류가 납니다: %2</translation>
    </message>
    <message>
        <source>%1 sizes</source>
        <translation>크기 %1개</translation>
    </message>
    <message>
        <source>%1 stays, for %2 cannot be used: %3</source>
        <translation>%2을(를) 쓸 수 없어 %1을(를) 그대로 씁니다: %3</translation>
    </message>
    <message>
        <source>%1 takes longer than %2 seconds to decode: save it as PNG, or smaller.</source>
        <translation>%1을(를) 푸는 데 %2초가 넘게 걸립니다. PNG로, 또는 더 작게 저장하세요.</translation>
    </message>
    <message>
        <source>%1 takes longer than %2 seconds to decode; cut it or make it smaller.</source>
        <translation>%1을(를) 푸는 데 %2초가 넘게 걸립니다. 잘라 내거나 더 작게 만드세요.</translation>
    </message>
    <message>
        <source>%1 takes too long to open; cut it or make it smaller.</source>
        <translation>%1을(를) 여는 데 너무 오래 걸립니다. 잘라 내거나 더 작게 만드세요.</translation>
    </message>
    <message>
        <source>%1 texts</source>
        <translation>텍스트 %1개</translation>
    </message>
    <message>
        <source>%1 used more than %2 MB of memory and was stopped.</source>
        <translation>%1이(가) 메모리를 %2MB 넘게 써서 멈췄습니다.</translation>
    </message>
    <message>
        <source>%1 was abbreviated (“%2”): write all of it, or edit blocks for what changes.</source>
        <translation>%1이(가) 줄여 쓰였습니다(“%2”). 전부 쓰거나, 바뀌는 곳만 편집 블록으로 쓰세요.</translation>
    </message>
    <message>
        <source>%1 was ended from outside (%2).</source>
        <translation>%1이(가) 외부에서 종료되었습니다(%2).</translation>
    </message>
    <message>
        <source>%1 was given without `%2`: write all of it, or edit blocks for what changes.</source>
        <translation>%1에 `%2`이(가) 없습니다. 전부 쓰거나, 바뀌는 곳만 편집 블록으로 쓰세요.</translation>
    </message>
    <message>
        <source>%1 was killed (by a person, or because memory ran out).</source>
        <translation>%1이(가) 강제로 종료되었습니다(사람이 끝냈거나 메모리가 부족했습니다).</translation>
    </message>
    <message>
        <source>%1 was not loaded to its end; its picture shows how far it had come.</source>
        <translation>%1을(를) 끝까지 불러오지 못했습니다. 그림에는 거기까지의 모습이 담겼습니다.</translation>
    </message>
    <message>
        <source>%1 was not read within %2 seconds.</source>
        <translation>%1을(를) %2초 안에 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 was saved with the names that transformers uses inside: save it again with save_pretrained(…, save_original_format=True)</source>
        <translation>%1은(는) transformers가 안에서 쓰는 이름으로 저장되었습니다. save_pretrained(…, save_original_format=True)로 다시 저장하세요</translation>
    </message>
    <message>
        <source>%1 was still loading; its picture shows how far it had come.</source>
        <translation>%1을(를) 아직 불러오는 중이었습니다. 그림에는 거기까지의 모습이 담겼습니다.</translation>
    </message>
    <message>
        <source>%1 was stopped.</source>
        <translation>%1이(가) 멈췄습니다.</translation>
    </message>
    <message>
        <source>%1, and %2 others are missing: download every shard that %3 names</source>
        <translation>%1 외 %2개가 없습니다. %3에 적힌 샤드를 모두 내려받으세요</translation>
    </message>
    <message>
        <source>%1, because the model&apos;s context is too small for all of the conversation.</source>
        <translation>모델의 컨텍스트가 대화 전체를 담기에 작아서 %1.</translation>
    </message>
    <message>
        <source>%1, line %2: expected &apos;base64 %3&apos; with ranks counting up from 0; copy the file again from the model&apos;s publisher.</source>
        <translation>%1의 %2번째 줄: 0부터 차례로 매긴 &apos;base64 %3&apos; 형식이어야 합니다. 모델 배포처에서 파일을 다시 복사하세요.</translation>
    </message>
    <message>
        <source>%1: %2 follows it now.</source>
        <translation>%1: 이제 뒤에 %2 있음.</translation>
    </message>
    <message>
        <source>%1: %2 is %3, but config.json says %4; use the files of one checkpoint.</source>
        <translation>%1: %2은(는) %3인데 config.json에는 %4(으)로 되어 있습니다. 같은 체크포인트의 파일을 쓰세요.</translation>
    </message>
    <message>
        <source>%1: %2: download the file again</source>
        <translation>%1: %2. 파일을 다시 내려받으세요</translation>
    </message>
    <message>
        <source>%1: %2: is this a Kimi checkpoint?</source>
        <translation>%1: %2. Kimi 체크포인트가 맞나요?</translation>
    </message>
    <message>
        <source>%1: a link now.</source>
        <translation>%1: 이제 링크입니다.</translation>
    </message>
    <message>
        <source>%1: added once more, as “%2”.</source>
        <translation>%1: “%2”(으)로 하나 더 추가했습니다.</translation>
    </message>
    <message>
        <source>%1: added once more.</source>
        <translation>%1: 하나 더 추가했습니다.</translation>
    </message>
    <message>
        <source>%1: added token %2 (%3) is not one of the %4 special slots %5..%6 behind the %7 tokens of %8; use the two files of one checkpoint.</source>
        <translation>%1: 추가된 토큰 %2(%3)은(는) %8의 토큰 %7개 뒤에 있는 특수 자리 %4개(%5..%6)에 들지 않습니다. 같은 체크포인트의 두 파일을 쓰세요.</translation>
    </message>
    <message>
        <source>%1: added token %2 has a name of %3 characters, not up to %4.</source>
        <translation>%1: 추가된 토큰 %2의 이름이 %3자로, %4자를 넘습니다.</translation>
    </message>
    <message>
        <source>%1: before it comes %2 now.</source>
        <translation>%1: 이제 앞에 %2 있음.</translation>
    </message>
    <message>
        <source>%1: config.json says media_placeholder_token_id %2, but the tokenizer&apos;s &lt;|media_pad|&gt; is %3; use the files of one checkpoint.</source>
        <translation>%1: config.json의 media_placeholder_token_id는 %2인데 토크나이저의 &lt;|media_pad|&gt;는 %3입니다. 같은 체크포인트의 파일을 쓰세요.</translation>
    </message>
    <message>
        <source>%1: its colour is now %2.</source>
        <translation>%1: 이제 색은 %2.</translation>
    </message>
    <message>
        <source>%1: leads to %2 now.</source>
        <translation>%1: 이제 %2 주소로 연결됩니다.</translation>
    </message>
    <message>
        <source>%1: now before %2.</source>
        <translation>%1: 이제 %2 앞에 있습니다.</translation>
    </message>
    <message>
        <source>%1: now behind %2.</source>
        <translation>%1: 이제 %2 뒤에 있습니다.</translation>
    </message>
    <message>
        <source>%1: now the first one.</source>
        <translation>%1: 이제 맨 앞에 있습니다.</translation>
    </message>
    <message>
        <source>%1: now the last one.</source>
        <translation>%1: 이제 맨 뒤에 있습니다.</translation>
    </message>
    <message>
        <source>%1: removed.</source>
        <translation>%1: 없앴습니다.</translation>
    </message>
    <message>
        <source>%1: temporal_merge_kernel_size is %2, but config.json has places for %3 frames; use the files of one checkpoint.</source>
        <translation>%1: temporal_merge_kernel_size는 %2인데 config.json에는 프레임 %3개의 자리가 있습니다. 같은 체크포인트의 파일을 쓰세요.</translation>
    </message>
    <message>
        <source>%1: the background is now %2.</source>
        <translation>%1: 이제 배경은 %2.</translation>
    </message>
    <message>
        <source>%1: the text is now “%2”.</source>
        <translation>%1: 이제 텍스트는 “%2”.</translation>
    </message>
    <message>
        <source>%1: the tokenizer has %2 tokens but config.json says vocab_size %3; use the tokenizer files of this checkpoint.</source>
        <translation>%1: 토크나이저의 토큰은 %2개인데 config.json의 vocab_size는 %3입니다. 이 체크포인트의 토크나이저 파일을 쓰세요.</translation>
    </message>
    <message>
        <source>%1: token %2 does not exist; ids go from 0 to %3.</source>
        <translation>%1: 토큰 %2은(는) 없습니다. 번호는 0부터 %3까지입니다.</translation>
    </message>
    <message>
        <source>%1: “%2” is now “%3”.</source>
        <translation>%1: 이제 “%2” 대신 “%3”.</translation>
    </message>
    <message>
        <source>%1; the files are: %2. Put the path on the line before the block.</source>
        <translation>%1. 있는 파일: %2. 블록 앞줄에 경로를 쓰세요.</translation>
    </message>
    <message>
        <source>(last time: %1)</source>
        <translation>(마지막: %1)</translation>
    </message>
    <message>
        <source>1 question with its answer</source>
        <translation>질문 1개와 그 답</translation>
    </message>
    <message>
        <source>1 to %1 variants can be made at once, not %2.</source>
        <translation>한 번에 만들 수 있는 안은 1~%1개입니다. %2개는 안 됩니다.</translation>
    </message>
    <message>
        <source>A change</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>A model in the settings cannot be read and is left out: %1</source>
        <translation>설정에 있는 모델 하나를 읽을 수 없어 뺐습니다: %1</translation>
    </message>
    <message>
        <source>A model needs a name.</source>
        <translation>모델에 이름이 있어야 합니다.</translation>
    </message>
    <message>
        <source>A new block begins before this one has ended with `&gt;&gt;&gt;&gt;&gt;&gt;&gt; REPLACE`.</source>
        <translation>블록이 `&gt;&gt;&gt;&gt;&gt;&gt;&gt; REPLACE`로 끝나기 전에 새 블록이 시작됩니다.</translation>
    </message>
    <message>
        <source>A page is measured against 1 to %1 pictures; %2 were given.</source>
        <translation>페이지는 그림 1~%1개와 비교해서 잽니다. 그림 %2개가 주어졌습니다.</translation>
    </message>
    <message>
        <source>A page is refined in 1 to %1 rounds, not %2.</source>
        <translation>페이지는 1~%1회 다듬을 수 있습니다. %2회는 안 됩니다.</translation>
    </message>
    <message>
        <source>A page on this computer is drawn from its file; give the path instead of a file: address.</source>
        <translation>이 컴퓨터의 페이지는 파일에서 바로 그립니다. file: 주소 대신 경로를 쓰세요.</translation>
    </message>
    <message>
        <source>A part of the picture has too much text for the model and is left out.</source>
        <translation>그림의 한 부분은 글이 너무 많아 모델이 처리할 수 없어서 빠졌습니다.</translation>
    </message>
    <message>
        <source>A part without words</source>
        <translation>글이 없는 부분</translation>
    </message>
    <message>
        <source>A picture of %1 x %2 cannot be made: sides are 1 to %3 px, %4 megapixels at most.</source>
        <translation>%1 x %2 크기의 그림은 만들 수 없습니다. 한 변은 1~%3 px, 전체는 최대 %4메가픽셀입니다.</translation>
    </message>
    <message>
        <source>All rounds are done.</source>
        <translation>모든 회차가 끝났습니다.</translation>
    </message>
    <message>
        <source>All variants were stopped.</source>
        <translation>모든 안이 멈췄습니다.</translation>
    </message>
    <message>
        <source>An address with a name and a password in it is not visited; leave them out.</source>
        <translation>이름과 암호가 들어 있는 주소는 열지 않습니다. 그 부분을 빼세요.</translation>
    </message>
    <message>
        <source>An answer is still being written; export the conversation when it has ended.</source>
        <translation>답이 아직 쓰이는 중입니다. 끝난 다음에 대화를 내보내세요.</translation>
    </message>
    <message>
        <source>Another window of Moonpane works in %1; close it first.</source>
        <translation>Moonpane의 다른 창이 %1에서 작업하고 있습니다. 먼저 그 창을 닫으세요.</translation>
    </message>
    <message>
        <source>Beyond that, %1 could be read from the damaged file.</source>
        <translation>그 밖에 손상된 파일에서 %1을(를) 읽어 냈습니다.</translation>
    </message>
    <message>
        <source>Broken pipe</source>
        <translation>연결이 끊어졌습니다</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation>메모리를 할당할 수 없습니다</translation>
    </message>
    <message>
        <source>Chromium&apos;s sandbox cannot be built because this system closes user namespaces to ordinary users; open them: sudo sysctl -w %1.</source>
        <translation>이 시스템은 일반 사용자에게 사용자 네임스페이스를 막아 두어 Chromium의 샌드박스를 만들 수 없습니다. 이렇게 여세요: sudo sysctl -w %1.</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>연결이 거부되었습니다</translation>
    </message>
    <message>
        <source>Connection reset by peer</source>
        <translation>상대가 연결을 끊었습니다</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>연결 시간이 초과되었습니다</translation>
    </message>
    <message>
        <source>Corrected %1.</source>
        <translation>고친 것: %1.</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>디스크 할당량을 넘었습니다</translation>
    </message>
    <message>
        <source>Embedded model</source>
        <translation>내장 모델</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>파일이 이미 있습니다</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>파일 이름이 너무 깁니다</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>입출력 오류</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>폴더입니다</translation>
    </message>
    <message>
        <source>It could not be drawn.</source>
        <translation>그릴 수 없었습니다.</translation>
    </message>
    <message>
        <source>It does not measure better.</source>
        <translation>재 보니 나아지지 않았습니다.</translation>
    </message>
    <message>
        <source>It is no object.</source>
        <translation>객체가 아닙니다.</translation>
    </message>
    <message>
        <source>It is the same page.</source>
        <translation>같은 페이지입니다.</translation>
    </message>
    <message>
        <source>It is there twice.</source>
        <translation>두 번 들어 있습니다.</translation>
    </message>
    <message>
        <source>It measures better.</source>
        <translation>재 보니 나아졌습니다.</translation>
    </message>
    <message>
        <source>It measures worse at one of the widths.</source>
        <translation>한 너비에서 더 나빠졌습니다.</translation>
    </message>
    <message>
        <source>It measures worse.</source>
        <translation>재 보니 더 나빠졌습니다.</translation>
    </message>
    <message>
        <source>It was restored from the backup of %1.</source>
        <translation>%1에 만든 백업에서 되살렸습니다.</translation>
    </message>
    <message>
        <source>Its texts seem nearer, but its pixels are farther off.</source>
        <translation>텍스트는 가까워진 듯하지만 픽셀은 더 멀어졌습니다.</translation>
    </message>
    <message>
        <source>Moonpane is running already, but does not answer: end it, then start it again.</source>
        <translation>Moonpane이 이미 실행 중이지만 응답하지 않습니다. 끝낸 다음 다시 시작하세요.</translation>
    </message>
    <message>
        <source>More than %1 models cannot be kept; remove one first.</source>
        <translation>모델은 %1개까지만 둘 수 있습니다. 먼저 하나를 삭제하세요.</translation>
    </message>
    <message>
        <source>Most like them are lines %1 to %2.</source>
        <translation>가장 비슷한 곳은 %1~%2번째 줄입니다.</translation>
    </message>
    <message>
        <source>Most like them is line %1.</source>
        <translation>가장 비슷한 곳은 %1번째 줄입니다.</translation>
    </message>
    <message>
        <source>Name or service not known</source>
        <translation>이름을 찾을 수 없습니다</translation>
    </message>
    <message>
        <source>Network is unreachable</source>
        <translation>네트워크에 연결할 수 없습니다</translation>
    </message>
    <message>
        <source>No gain for a round.</source>
        <translation>한 회차 동안 나아진 것이 없습니다.</translation>
    </message>
    <message>
        <source>No route to host</source>
        <translation>호스트로 가는 경로가 없습니다</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>디스크에 남은 공간이 없습니다</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>그런 파일이나 폴더가 없습니다</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>폴더가 아닙니다</translation>
    </message>
    <message>
        <source>Only a guess, and not carried out: %1</source>
        <translation>추측일 뿐이라 실행하지 않았습니다: %1</translation>
    </message>
    <message>
        <source>Nothing in it could be read.</source>
        <translation>그 안의 것은 아무것도 읽을 수 없었습니다.</translation>
    </message>
    <message>
        <source>Nothing there is like them.</source>
        <translation>비슷한 곳이 없습니다.</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>허용되지 않은 작업입니다</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>권한이 없습니다</translation>
    </message>
    <message>
        <source>Previews run in Chromium&apos;s process sandbox.</source>
        <translation>미리보기는 Chromium의 프로세스 샌드박스 안에서 실행됩니다.</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>읽기 전용 파일 시스템입니다</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>다시 불러오기</translation>
    </message>
    <message>
        <source>Running as root: Chromium&apos;s process sandbox is off for previews. Run as an ordinary user for it.</source>
        <translation>root로 실행 중이라 미리보기에 Chromium의 프로세스 샌드박스가 꺼져 있습니다. 쓰려면 일반 사용자로 실행하세요.</translation>
    </message>
    <message>
        <source>Say in words what is to change.</source>
        <translation>무엇을 바꿀지 말로 적어 주세요.</translation>
    </message>
    <message>
        <source>Some of these words were damaged and could not be restored.</source>
        <translation>이 글의 일부가 손상되어 되살리지 못했습니다.</translation>
    </message>
    <message>
        <source>Started again.</source>
        <translation>다시 시작했습니다.</translation>
    </message>
    <message>
        <source>Stopped before it was measured.</source>
        <translation>재기 전에 멈췄습니다.</translation>
    </message>
    <message>
        <source>Temporary failure in name resolution</source>
        <translation>일시적으로 이름을 찾지 못했습니다</translation>
    </message>
    <message>
        <source>The %1 of a model has to be one line of at most %2 characters.</source>
        <translation>모델의 %1은(는) 최대 %2자의 한 줄이어야 합니다.</translation>
    </message>
    <message>
        <source>The %1 oldest exchanges were left out</source>
        <translation>가장 오래된 대화 %1개를 뺐습니다</translation>
    </message>
    <message>
        <source>The %1 oldest exchanges were left out with their pictures</source>
        <translation>가장 오래된 대화 %1개를 그림과 함께 뺐습니다</translation>
    </message>
    <message>
        <source>The address of a model is host and path only (%1://%2…); give its key in Models, or in MOONPANE_ENDPOINT_KEY beside --model.</source>
        <translation>모델의 주소에는 호스트와 경로만 씁니다(%1://%2…). 키는 ‘모델’에서, 또는 --model과 함께 MOONPANE_ENDPOINT_KEY에 넣으세요.</translation>
    </message>
    <message>
        <source>The answer ended before %1 did, so the file stays as it was.</source>
        <translation>%1이(가) 끝나기 전에 답이 끝나서 파일을 그대로 두었습니다.</translation>
    </message>
    <message>
        <source>The answer is larger than a page may be, and its end is left out.</source>
        <translation>답이 페이지의 한도보다 커서 끝부분을 뺐습니다.</translation>
    </message>
    <message>
        <source>The answer is still cut off after four continuations.</source>
        <translation>네 번 이어 썼지만 답이 아직 끊겨 있습니다.</translation>
    </message>
    <message>
        <source>The answer that is being written belongs to no question in the archive.</source>
        <translation>쓰이고 있는 답의 질문이 보관함에 없습니다.</translation>
    </message>
    <message>
        <source>The answer was not read as fast as it came, so it was ended; ask again.</source>
        <translation>답이 오는 속도로 읽지 못해 답을 끝냈습니다. 다시 물어보세요.</translation>
    </message>
    <message>
        <source>The archive in %1 cannot be used: %2.</source>
        <translation>%1의 보관함을 쓸 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>The archive in %1 cannot be written just now: %2. It is tried again.</source>
        <translation>%1의 보관함에 지금은 쓸 수 없습니다: %2. 다시 시도합니다.</translation>
    </message>
    <message>
        <source>The archive in %1 is damaged; start Moonpane again to have it repaired.</source>
        <translation>%1의 보관함이 손상되었습니다. Moonpane을 다시 시작하면 복구합니다.</translation>
    </message>
    <message>
        <source>The archive is closed.</source>
        <translation>보관함이 닫혀 있습니다.</translation>
    </message>
    <message>
        <source>The archive was damaged.</source>
        <translation>보관함이 손상되어 있었습니다.</translation>
    </message>
    <message>
        <source>The block does not end: there is no line `&gt;&gt;&gt;&gt;&gt;&gt;&gt; REPLACE`.</source>
        <translation>블록이 끝나지 않습니다. `&gt;&gt;&gt;&gt;&gt;&gt;&gt; REPLACE` 줄이 없습니다.</translation>
    </message>
    <message>
        <source>The block does not say its file</source>
        <translation>블록에 파일이 적혀 있지 않습니다</translation>
    </message>
    <message>
        <source>The block has more than one line `=======`, so it is not clear where the text to find ends; use longer markers for all three lines, with 9 signs each.</source>
        <translation>블록에 `=======` 줄이 두 개 이상이라 찾을 내용이 어디서 끝나는지 분명하지 않습니다. 세 줄 모두 부호 9개짜리 긴 표시를 쓰세요.</translation>
    </message>
    <message>
        <source>The block has no line `=======` between what to find and what to put there.</source>
        <translation>블록에 찾을 내용과 넣을 내용을 나누는 `=======` 줄이 없습니다.</translation>
    </message>
    <message>
        <source>The checkpoint of %1 has to be an absolute folder, not “%2”.</source>
        <translation>%1의 체크포인트는 절대 경로의 폴더여야 합니다. “%2”은(는) 그렇지 않습니다.</translation>
    </message>
    <message>
        <source>The context of %1 has to be between 1 and %2 tokens.</source>
        <translation>%1의 컨텍스트는 1~%2토큰이어야 합니다.</translation>
    </message>
    <message>
        <source>The copy does not hold together.</source>
        <translation>사본이 온전하지 않습니다.</translation>
    </message>
    <message>
        <source>The damaged file is kept in %1.</source>
        <translation>손상된 파일은 %1에 남아 있습니다.</translation>
    </message>
    <message>
        <source>The default is used.</source>
        <translation>기본값을 씁니다.</translation>
    </message>
    <message>
        <source>The disk of %1 is full: free some space, and what is not saved yet will be saved.</source>
        <translation>%1의 디스크가 꽉 찼습니다. 공간을 비우면 아직 저장되지 않은 것이 저장됩니다.</translation>
    </message>
    <message>
        <source>The embedded model answers at once and cannot think first; leave out --thinking.</source>
        <translation>내장 모델은 바로 답하며 먼저 생각할 수 없습니다. --thinking을 빼세요.</translation>
    </message>
    <message>
        <source>The embedded model changes a page by words and looks at no pictures; leave them out, or choose another model in Models.</source>
        <translation>내장 모델은 말만 듣고 페이지를 고치며 그림은 보지 않습니다. 그림을 빼거나 ‘모델’에서 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>The embedded model follows no instructions, neither written nor drawn; %1.</source>
        <translation>내장 모델은 글로 쓴 것이든 그린 것이든 지시를 따르지 않습니다. %1.</translation>
    </message>
    <message>
        <source>The embedded model takes one picture at a time; %1.</source>
        <translation>내장 모델은 그림을 한 번에 하나만 받습니다. %1.</translation>
    </message>
    <message>
        <source>The embedded model takes wishes of up to %1 letters; say less at a time, or choose another model in Models.</source>
        <translation>내장 모델은 %1자까지의 요청만 받습니다. 한 번에 조금씩 적거나 ‘모델’에서 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>The embedded model wanted more than it may say at once; say less at a time for the rest.</source>
        <translation>내장 모델이 한 번에 말할 수 있는 것보다 많이 하려 했습니다. 나머지는 조금씩 나누어 적어 주세요.</translation>
    </message>
    <message>
        <source>The engine</source>
        <translation>엔진</translation>
    </message>
    <message>
        <source>The engine cannot be started: %1.</source>
        <translation>엔진을 시작할 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>The engine did not answer within %1 seconds of being started.</source>
        <translation>엔진이 시작된 지 %1초 안에 응답하지 않았습니다.</translation>
    </message>
    <message>
        <source>The engine has stopped; restart it to go on.</source>
        <translation>엔진이 멈췄습니다. 계속하려면 다시 시작하세요.</translation>
    </message>
    <message>
        <source>The engine is shutting down.</source>
        <translation>엔진이 종료되는 중입니다.</translation>
    </message>
    <message>
        <source>The engine stopped making progress while loading (stage: %1).</source>
        <translation>엔진이 모델을 불러오다가 더 나아가지 못했습니다(단계: %1).</translation>
    </message>
    <message>
        <source>The engine was restarted %1 times within %2 minutes and is not started again%3.</source>
        <translation>엔진을 %2분 안에 %1번 다시 시작했으므로 더는 시작하지 않습니다%3.</translation>
    </message>
    <message>
        <source>The engine&apos;s /health answered with status %1.</source>
        <translation>엔진의 /health가 상태 코드 %1(으)로 답했습니다.</translation>
    </message>
    <message>
        <source>The engine&apos;s account of %1 cannot be understood (%2).</source>
        <translation>%1에 대한 엔진의 설명을 이해할 수 없습니다(%2).</translation>
    </message>
    <message>
        <source>The engine&apos;s first line was not its handshake but: %1.</source>
        <translation>엔진의 첫 줄이 핸드셰이크가 아니라 이것이었습니다: %1.</translation>
    </message>
    <message>
        <source>The key for %1 cannot be kept: %2.</source>
        <translation>%1의 키를 저장할 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>The key for %1 has characters that no key has; give the right one.</source>
        <translation>%1의 키에 키에는 쓰이지 않는 글자가 있습니다. 맞는 키를 넣으세요.</translation>
    </message>
    <message>
        <source>The lines to find do not stand in %1.</source>
        <translation>찾을 줄이 %1에 없습니다.</translation>
    </message>
    <message>
        <source>The lines to find stand %1 times in %2 (lines %3); add lines around them until they are the only ones.</source>
        <translation>찾을 줄이 %2에 %1번 나옵니다(%3번째 줄). 하나로 좁혀질 때까지 앞뒤 줄을 더 넣으세요.</translation>
    </message>
    <message>
        <source>The list of tables is damaged.</source>
        <translation>테이블 목록이 손상되었습니다.</translation>
    </message>
    <message>
        <source>The model %1 is not served here; this engine serves %2.</source>
        <translation>여기에는 모델 %1이(가) 없습니다. 이 엔진의 모델은 %2입니다.</translation>
    </message>
    <message>
        <source>The model answered nothing.</source>
        <translation>모델이 아무 답도 하지 않았습니다.</translation>
    </message>
    <message>
        <source>The model answered without a page.</source>
        <translation>모델이 페이지 없이 답했습니다.</translation>
    </message>
    <message>
        <source>The model answered without a page: “%1”.</source>
        <translation>모델이 페이지 없이 답했습니다: “%1”.</translation>
    </message>
    <message>
        <source>The model changed %1.</source>
        <translation>모델이 %1을(를) 바꿨습니다.</translation>
    </message>
    <message>
        <source>The model changed nothing.</source>
        <translation>모델이 아무것도 바꾸지 않았습니다.</translation>
    </message>
    <message>
        <source>The model could not be asked again for what did not fit: %1</source>
        <translation>맞지 않은 변경을 모델에게 다시 물을 수 없었습니다: %1</translation>
    </message>
    <message>
        <source>The model did not go on where it was cut off.</source>
        <translation>모델이 끊긴 곳에서 이어 쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>The model said the same over and over and was stopped; what it wrote until then is kept.</source>
        <translation>모델이 같은 말을 되풀이하여 멈추었습니다. 그때까지 쓴 것은 남아 있습니다.</translation>
    </message>
    <message>
        <source>The model saw the %1 worst regions beside the mockup.</source>
        <translation>모델이 시안과 가장 다른 곳 %1개를 나란히 보았습니다.</translation>
    </message>
    <message>
        <source>The model took away %1 files.</source>
        <translation>모델이 파일 %1개를 없앴습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s context has no room for the rest of the answer.</source>
        <translation>모델의 컨텍스트에 답의 나머지가 들어갈 자리가 없습니다.</translation>
    </message>
    <message>
        <source>The new text</source>
        <translation>새 내용</translation>
    </message>
    <message>
        <source>The oldest exchange was left out</source>
        <translation>가장 오래된 대화 1개를 뺐습니다</translation>
    </message>
    <message>
        <source>The oldest exchange was left out with its picture</source>
        <translation>가장 오래된 대화 1개를 그림과 함께 뺐습니다</translation>
    </message>
    <message>
        <source>The page</source>
        <translation>페이지</translation>
    </message>
    <message>
        <source>The page broke off its own loading; it was drawn as far as it had come.</source>
        <translation>페이지가 스스로 불러오기를 멈췄습니다. 거기까지 그렸습니다.</translation>
    </message>
    <message>
        <source>The page could not be measured.</source>
        <translation>페이지를 잴 수 없었습니다.</translation>
    </message>
    <message>
        <source>The page did not finish loading within %1 seconds.</source>
        <translation>페이지를 %1초 안에 다 불러오지 못했습니다.</translation>
    </message>
    <message>
        <source>The page is dark now.</source>
        <translation>이제 페이지가 어둡습니다.</translation>
    </message>
    <message>
        <source>The page is larger than %1 MB and is not rendered.</source>
        <translation>페이지가 %1MB를 넘어서 그리지 않습니다.</translation>
    </message>
    <message>
        <source>The page is larger than %1 MB and is not shown.</source>
        <translation>페이지가 %1MB를 넘어서 보여 주지 않습니다.</translation>
    </message>
    <message>
        <source>The page is light now.</source>
        <translation>이제 페이지가 밝습니다.</translation>
    </message>
    <message>
        <source>The page renderer</source>
        <translation>페이지 렌더러</translation>
    </message>
    <message>
        <source>The page renderer could not be started: %1</source>
        <translation>페이지 렌더러를 시작할 수 없었습니다: %1</translation>
    </message>
    <message>
        <source>The page renderer did not finish within %1 seconds.</source>
        <translation>페이지 렌더러가 %1초 안에 끝나지 않았습니다.</translation>
    </message>
    <message>
        <source>The page renderer did not start within %1 s.</source>
        <translation>페이지 렌더러가 %1초 안에 시작되지 않았습니다.</translation>
    </message>
    <message>
        <source>The page renderer ended before it drew this page.</source>
        <translation>페이지 렌더러가 이 페이지를 그리기 전에 끝났습니다.</translation>
    </message>
    <message>
        <source>The page renderer said nothing for %1 seconds.</source>
        <translation>페이지 렌더러가 %1초 동안 아무 소식이 없었습니다.</translation>
    </message>
    <message>
        <source>The pages could not be drawn: %1.</source>
        <translation>페이지를 그릴 수 없었습니다: %1.</translation>
    </message>
    <message>
        <source>The part of %1 is %2 x %3 px, which is too small to be an interface.</source>
        <translation>%1의 일부가 %2 x %3 px로, 화면이라고 하기에는 너무 작습니다.</translation>
    </message>
    <message>
        <source>The part with “%1”</source>
        <translation>“%1” 있는 부분</translation>
    </message>
    <message>
        <source>The picked element is not written in %1 as it is now; pick it once more, or name it in words.</source>
        <translation>고른 요소가 지금의 %1 파일에 적혀 있지 않습니다. 다시 고르거나 말로 가리키세요.</translation>
    </message>
    <message>
        <source>The picture is %1 x %2 px; this model takes less than %3 a side, crop it.</source>
        <translation>그림이 %1 x %2 px입니다. 이 모델은 한 변이 %3 px보다 작아야 받습니다. 잘라 내세요.</translation>
    </message>
    <message>
        <source>The picture needs more memory than is allowed for one picture.</source>
        <translation>그림 하나에 허용된 것보다 많은 메모리가 필요합니다.</translation>
    </message>
    <message>
        <source>The pixel worker</source>
        <translation>그림 처리 프로세스</translation>
    </message>
    <message>
        <source>The pixel worker cannot be started: %1.</source>
        <translation>그림 처리 프로세스를 시작할 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>The pixel worker did not start within %1 seconds.</source>
        <translation>그림 처리 프로세스가 %1초 안에 시작되지 않았습니다.</translation>
    </message>
    <message>
        <source>The pixel worker needed more than %1 seconds (%2) and was stopped.</source>
        <translation>그림 처리에 %1초가 넘게 걸려(%2) 멈췄습니다.</translation>
    </message>
    <message>
        <source>The preview must be prepared before the QApplication is made.</source>
        <translation>미리보기는 QApplication을 만들기 전에 준비해야 합니다.</translation>
    </message>
    <message>
        <source>The preview was stopped because the page %1.</source>
        <translation>페이지 때문에 미리보기를 멈췄습니다. 페이지가 %1.</translation>
    </message>
    <message>
        <source>The preview&apos;s %1 is missing: run `make setup` first.</source>
        <translation>미리보기의 %1이(가) 없습니다. 먼저 `make setup`을 실행하세요.</translation>
    </message>
    <message>
        <source>The process that shows the page ended unexpectedly.</source>
        <translation>페이지를 보여 주던 프로세스가 뜻밖에 끝났습니다.</translation>
    </message>
    <message>
        <source>The project has more than %1 files and is not exported.</source>
        <translation>프로젝트의 파일이 %1개를 넘어서 내보내지 않습니다.</translation>
    </message>
    <message>
        <source>The prompt has %1 tokens and %2 more are asked for, but the context holds %3; shorten the prompt or lower max_tokens.</source>
        <translation>프롬프트 %1토큰에 답 %2토큰이 더 필요한데 컨텍스트에는 %3토큰만 들어갑니다. 프롬프트를 줄이거나 max_tokens를 낮추세요.</translation>
    </message>
    <message>
        <source>The prompt has %1 tokens, but the context holds %2; shorten the prompt or lower max_tokens.</source>
        <translation>프롬프트가 %1토큰인데 컨텍스트에는 %2토큰만 들어갑니다. 프롬프트를 줄이거나 max_tokens를 낮추세요.</translation>
    </message>
    <message>
        <source>The prompt has %1 tokens, but with echo and logprobs together at most %2 are taken; shorten it.</source>
        <translation>프롬프트가 %1토큰인데 echo와 logprobs를 함께 쓸 때는 최대 %2토큰까지 받습니다. 줄이세요.</translation>
    </message>
    <message>
        <source>The prompt has at least %1 tokens, but the context holds %2; shorten it.</source>
        <translation>프롬프트가 %1토큰 이상인데 컨텍스트에는 %2토큰만 들어갑니다. 줄이세요.</translation>
    </message>
    <message>
        <source>The rest of the answer is missing: %1</source>
        <translation>답의 나머지가 없습니다: %1</translation>
    </message>
    <message>
        <source>The score is high already.</source>
        <translation>점수가 이미 높습니다.</translation>
    </message>
    <message>
        <source>The setting “%1” has to be one line of at most %2 characters.</source>
        <translation>“%1” 설정은 최대 %2자의 한 줄이어야 합니다.</translation>
    </message>
    <message>
        <source>The setting “%1” is %2; it can be %3.</source>
        <translation>“%1” 설정이 %2인데, 쓸 수 있는 값은 %3입니다.</translation>
    </message>
    <message>
        <source>The setting “editor” is %1; a quotation mark in it is not closed.</source>
        <translation>“editor” 설정이 %1인데, 따옴표 하나가 닫히지 않았습니다.</translation>
    </message>
    <message>
        <source>The setting “recordings” is %1; it has to be an absolute folder.</source>
        <translation>“recordings” 설정이 %1인데, 절대 경로의 폴더여야 합니다.</translation>
    </message>
    <message>
        <source>The setting “thinking” is %1; it can be true or false.</source>
        <translation>“thinking” 설정이 %1인데, true나 false여야 합니다.</translation>
    </message>
    <message>
        <source>The settings cannot be written to %1: %2.</source>
        <translation>설정을 %1에 쓸 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>The settings in %1 cannot be read: %2.</source>
        <translation>%1의 설정을 읽을 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>The settings were damaged and begin anew; the old file is kept as %1.</source>
        <translation>설정이 손상되어 처음부터 시작합니다. 예전 파일은 %1에 있습니다.</translation>
    </message>
    <message>
        <source>There are %1 files already, which is the most a project may have.</source>
        <translation>파일이 이미 %1개로, 프로젝트가 가질 수 있는 최대입니다.</translation>
    </message>
    <message>
        <source>There is neither a page nor a component in these files, so nothing can be drawn.</source>
        <translation>이 파일들에는 페이지도 컴포넌트도 없어 그릴 것이 없습니다.</translation>
    </message>
    <message>
        <source>There is no %1 at %2.</source>
        <translation>%2에 %1이(가) 없습니다.</translation>
    </message>
    <message>
        <source>There is no checkpoint at %1: %2</source>
        <translation>%1에 체크포인트가 없습니다: %2</translation>
    </message>
    <message>
        <source>There is no checkpoint at %1; give a folder that holds config.json, or a URL.</source>
        <translation>%1에 체크포인트가 없습니다. config.json이 들어 있는 폴더나 URL을 쓰세요.</translation>
    </message>
    <message>
        <source>There is no file %1</source>
        <translation>%1 파일이 없습니다</translation>
    </message>
    <message>
        <source>There is no page yet to be changed; give the embedded model a picture, or choose another model in Models.</source>
        <translation>아직 고칠 페이지가 없습니다. 내장 모델에 그림을 주거나 ‘모델’에서 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>There is nothing to export: the project has no files.</source>
        <translation>내보낼 것이 없습니다. 프로젝트에 파일이 없습니다.</translation>
    </message>
    <message>
        <source>These numbers were measured in the mockup, and each was tried on the page.</source>
        <translation>시안에서 잰 값을 페이지에 하나씩 시험해 보았습니다.</translation>
    </message>
    <message>
        <source>This archive was written by a newer version of Moonpane and is only shown: what you do now is not saved. Update Moonpane to go on working in it.</source>
        <translation>이 보관함은 더 새로운 Moonpane이 쓴 것이라 보여 주기만 합니다. 지금 하는 일은 저장되지 않습니다. 계속 작업하려면 Moonpane을 업데이트하세요.</translation>
    </message>
    <message>
        <source>This conversation is not in the archive any more.</source>
        <translation>이 대화는 이제 보관함에 없습니다.</translation>
    </message>
    <message>
        <source>This does not fit into the model&apos;s context; choose a model with a larger one. The model says: %1</source>
        <translation>모델의 컨텍스트에 들어가지 않습니다. 컨텍스트가 더 큰 모델을 선택하세요. 모델의 응답: %1</translation>
    </message>
    <message>
        <source>This page differs from its mockup in what its code computes or takes from elsewhere, so no number in it could be corrected.</source>
        <translation>이 페이지가 시안과 다른 부분은 코드가 계산하거나 다른 곳에서 가져오는 값이어서 고칠 수 있는 숫자가 없었습니다.</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>열린 파일이 너무 많습니다</translation>
    </message>
    <message>
        <source>What to put there was abbreviated (“%1”), which would delete what it stands for.</source>
        <translation>넣을 내용이 줄여 쓰여서(“%1”), 그대로 두면 그것이 뜻하는 부분이 지워집니다.</translation>
    </message>
    <message>
        <source>What was kept last before Moonpane ended could not be read: its log was removed or damaged.</source>
        <translation>Moonpane이 끝나기 전에 마지막으로 보관한 것을 읽을 수 없었습니다. 기록이 없어졌거나 손상되었습니다.</translation>
    </message>
    <message>
        <source>Without measuring, the embedded model writes plain HTML only, not %1; leave out --no-grounding.</source>
        <translation>측정 없이는 내장 모델이 일반 HTML만 쓰며 %1은(는) 쓰지 않습니다. --no-grounding을 빼세요.</translation>
    </message>
    <message>
        <source>a button “%1”</source>
        <translation>“%1” 단추</translation>
    </message>
    <message>
        <source>a line at the bottom</source>
        <translation>아래쪽 선</translation>
    </message>
    <message>
        <source>a line at the left</source>
        <translation>왼쪽 선</translation>
    </message>
    <message>
        <source>a line at the right</source>
        <translation>오른쪽 선</translation>
    </message>
    <message>
        <source>a line at the top</source>
        <translation>위쪽 선</translation>
    </message>
    <message>
        <source>a text “%1”</source>
        <translation>“%1” 텍스트</translation>
    </message>
    <message>
        <source>bold now</source>
        <translation>이제 굵게</translation>
    </message>
    <message>
        <source>crossed out now</source>
        <translation>이제 취소선 있음</translation>
    </message>
    <message>
        <source>higher now</source>
        <translation>이제 더 높음</translation>
    </message>
    <message>
        <source>in capital letters now</source>
        <translation>이제 대문자</translation>
    </message>
    <message>
        <source>in small letters now</source>
        <translation>이제 소문자</translation>
    </message>
    <message>
        <source>in the middle now</source>
        <translation>이제 가운데</translation>
    </message>
    <message>
        <source>it cannot be a link</source>
        <translation>링크가 될 수 없습니다</translation>
    </message>
    <message>
        <source>it cannot stand there</source>
        <translation>그곳에는 놓을 수 없습니다</translation>
    </message>
    <message>
        <source>it is not on the page any more</source>
        <translation>이제 페이지에 없습니다</translation>
    </message>
    <message>
        <source>it is not said what is to be replaced</source>
        <translation>무엇을 바꿀지 적혀 있지 않습니다</translation>
    </message>
    <message>
        <source>it is not said what is to come there</source>
        <translation>무엇을 넣을지 적혀 있지 않습니다</translation>
    </message>
    <message>
        <source>it is so already</source>
        <translation>이미 그렇습니다</translation>
    </message>
    <message>
        <source>it is the page itself</source>
        <translation>페이지 자체입니다</translation>
    </message>
    <message>
        <source>italic now</source>
        <translation>이제 기울임꼴</translation>
    </message>
    <message>
        <source>its corners are round now</source>
        <translation>이제 모서리가 둥긂</translation>
    </message>
    <message>
        <source>its corners are square now</source>
        <translation>이제 모서리가 각짐</translation>
    </message>
    <message>
        <source>its ends are fully round now</source>
        <translation>이제 양 끝이 완전히 둥긂</translation>
    </message>
    <message>
        <source>its parts are closer together now</source>
        <translation>이제 부분들 사이가 더 좁음</translation>
    </message>
    <message>
        <source>its parts are farther apart now</source>
        <translation>이제 부분들 사이가 더 넓음</translation>
    </message>
    <message>
        <source>its tag is written in a way that is not understood</source>
        <translation>태그를 이해할 수 없게 적혀 있습니다</translation>
    </message>
    <message>
        <source>larger now</source>
        <translation>이제 더 큼</translation>
    </message>
    <message>
        <source>less room inside now</source>
        <translation>이제 안쪽 여백이 더 좁음</translation>
    </message>
    <message>
        <source>lower now</source>
        <translation>이제 더 낮음</translation>
    </message>
    <message>
        <source>more room inside now</source>
        <translation>이제 안쪽 여백이 더 넓음</translation>
    </message>
    <message>
        <source>narrower now</source>
        <translation>이제 더 좁음</translation>
    </message>
    <message>
        <source>not bold any more</source>
        <translation>이제 굵지 않음</translation>
    </message>
    <message>
        <source>nothing is written on it</source>
        <translation>적힌 글이 없습니다</translation>
    </message>
    <message>
        <source>on the left now</source>
        <translation>이제 왼쪽</translation>
    </message>
    <message>
        <source>on the right now</source>
        <translation>이제 오른쪽</translation>
    </message>
    <message>
        <source>one of the two is inside of the other</source>
        <translation>하나가 다른 하나 안에 있습니다</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>smaller now</source>
        <translation>이제 더 작음</translation>
    </message>
    <message>
        <source>the border is now %1</source>
        <translation>이제 테두리는 %1</translation>
    </message>
    <message>
        <source>the colour that it has now is not known</source>
        <translation>지금 색을 알 수 없습니다</translation>
    </message>
    <message>
        <source>the corners are now %1</source>
        <translation>이제 모서리는 %1</translation>
    </message>
    <message>
        <source>the font is now %1</source>
        <translation>이제 글꼴은 %1</translation>
    </message>
    <message>
        <source>the height is now %1</source>
        <translation>이제 높이는 %1</translation>
    </message>
    <message>
        <source>the padding at the left</source>
        <translation>왼쪽 안쪽 여백</translation>
    </message>
    <message>
        <source>the padding at the top</source>
        <translation>위쪽 안쪽 여백</translation>
    </message>
    <message>
        <source>a playlist or a list of parts, not a film</source>
        <translation>영상이 아니라 재생 목록 또는 조각 목록</translation>
    </message>
    <message>
        <source>The embedded model changes pages of plain HTML only; if this is one, choose HTML and CSS below, else another model in Models.</source>
        <translation>내장 모델은 일반 HTML 페이지만 고칩니다. 이 페이지가 그렇다면 아래에서 ‘HTML과 CSS’를, 아니면 ‘모델’에서 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>The embedded model found no change for these words; say what is to change in one plain English sentence, or choose another model in Models.</source>
        <translation>내장 모델이 이 말에 맞는 변경을 찾지 못했습니다. 무엇을 바꿀지 쉬운 영어 한 문장으로 적거나 ‘모델’에서 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>The embedded model is not sure what is meant; name the element by the words on it, one wish at a time.</source>
        <translation>내장 모델이 무엇을 뜻하는지 확실히 알 수 없습니다. 요소에 쓰여 있는 말로 부르고 한 번에 한 가지만 말해 주세요.</translation>
    </message>
    <message>
        <source>a shadow of %1</source>
        <translation>%1의 그림자</translation>
    </message>
    <message>
        <source>an AVI file</source>
        <translation>AVI 파일</translation>
    </message>
    <message>
        <source>choose another model in Models, or with --model</source>
        <translation>‘모델’이나 --model로 다른 모델을 고르세요</translation>
    </message>
    <message>
        <source>config.json makes tensor %1 INT4 but %2 wide, no multiple of %3: get every shard and config.json of one checkpoint</source>
        <translation>config.json에 따르면 텐서 %1은(는) INT4인데, 너비 %2이(가) %3의 배수가 아닙니다. 같은 체크포인트의 샤드 전부와 config.json을 받으세요</translation>
    </message>
    <message>
        <source>config.json: %1 is %2, expected %3</source>
        <translation>config.json: %1이(가) %2입니다. %3이어야 합니다</translation>
    </message>
    <message>
        <source>config.json: text_config lacks %1: is this a Kimi checkpoint?</source>
        <translation>config.json: text_config에 %1이(가) 없습니다. Kimi 체크포인트가 맞나요?</translation>
    </message>
    <message>
        <source>config.json: text_config.rope_scaling.type is %1, this engine computes yarn only</source>
        <translation>config.json: text_config.rope_scaling.type이 %1인데, 이 엔진은 yarn만 계산합니다</translation>
    </message>
    <message>
        <source>config.json: vision_config lacks %1: is this a Kimi checkpoint?</source>
        <translation>config.json: vision_config에 %1이(가) 없습니다. Kimi 체크포인트가 맞나요?</translation>
    </message>
    <message>
        <source>did not answer for %1 seconds, as in an endless loop</source>
        <translation>끝없는 반복에 빠진 듯 %1초 동안 응답하지 않았습니다</translation>
    </message>
    <message>
        <source>drew too slowly for %1 seconds</source>
        <translation>%1초 동안 너무 느리게 그려졌습니다</translation>
    </message>
    <message>
        <source>it ended with code %1</source>
        <translation>종료 코드 %1(으)로 끝났습니다</translation>
    </message>
    <message>
        <source>it holds a file with an unsafe name, %1</source>
        <translation>안전하지 않은 이름의 파일 %1이(가) 들어 있습니다</translation>
    </message>
    <message>
        <source>it holds more than %1 files</source>
        <translation>파일이 %1개보다 많이 들어 있습니다</translation>
    </message>
    <message>
        <source>it holds no session.json</source>
        <translation>session.json이 들어 있지 않습니다</translation>
    </message>
    <message>
        <source>it holds two files called %1</source>
        <translation>이름이 %1인 파일이 두 개 들어 있습니다</translation>
    </message>
    <message>
        <source>it is compressed in a way that Moonpane does not use</source>
        <translation>Moonpane이 쓰지 않는 방식으로 압축되어 있습니다</translation>
    </message>
    <message>
        <source>it is encrypted</source>
        <translation>암호로 잠겨 있습니다</translation>
    </message>
    <message>
        <source>it is larger than %1 GB</source>
        <translation>%1GB를 넘습니다</translation>
    </message>
    <message>
        <source>it sent no page</source>
        <translation>페이지를 보내지 않았습니다</translation>
    </message>
    <message>
        <source>it unpacks to more than is allowed, at %1</source>
        <translation>%1에서 허용된 크기보다 크게 풀립니다</translation>
    </message>
    <message>
        <source>it was exported by a newer version of Moonpane; update Moonpane to read it</source>
        <translation>더 새로운 버전의 Moonpane에서 내보낸 것입니다. 읽으려면 Moonpane을 업데이트하세요</translation>
    </message>
    <message>
        <source>its header is not JSON: %1</source>
        <translation>헤더가 JSON이 아닙니다: %1</translation>
    </message>
    <message>
        <source>its session.json is wrong at %1: %2</source>
        <translation>session.json의 %1이(가) 잘못되었습니다: %2</translation>
    </message>
    <message>
        <source>kept its process busy for %1 seconds</source>
        <translation>%1초 동안 프로세스를 계속 바쁘게 했습니다</translation>
    </message>
    <message>
        <source>kept its workers busy for %1 seconds</source>
        <translation>%1초 동안 워커를 계속 바쁘게 했습니다</translation>
    </message>
    <message>
        <source>line height %1 of %2</source>
        <translation>%2의 줄 높이 %1</translation>
    </message>
    <message>
        <source>no border of %1</source>
        <translation>%1의 테두리 없애기</translation>
    </message>
    <message>
        <source>no file</source>
        <translation>파일 없음</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <source>of its tensors are missing</source>
        <translation>개 텐서가 없습니다</translation>
    </message>
    <message>
        <source>of its tensors have another shape or type than config.json says</source>
        <translation>개 텐서의 모양이나 형식이 config.json과 다릅니다</translation>
    </message>
    <message>
        <source>one line</source>
        <translation>한 줄로</translation>
    </message>
    <message>
        <source>one of its pages has a file with an unsafe name, %1</source>
        <translation>페이지 하나에 안전하지 않은 이름의 파일 %1이(가) 있습니다</translation>
    </message>
    <message>
        <source>page</source>
        <translation>페이지</translation>
    </message>
    <message>
        <source>size %1 of %2</source>
        <translation>%2의 글자 크기 %1</translation>
    </message>
    <message>
        <source>stored more than %1 MB</source>
        <translation>%1MB 넘게 저장했습니다</translation>
    </message>
    <message>
        <source>the border of %1</source>
        <translation>%1의 테두리</translation>
    </message>
    <message>
        <source>the border&apos;s colour of %1</source>
        <translation>%1의 테두리 색</translation>
    </message>
    <message>
        <source>the border&apos;s width of %1</source>
        <translation>%1의 테두리 두께</translation>
    </message>
    <message>
        <source>the box around %1</source>
        <translation>%1을(를) 둘러싼 상자</translation>
    </message>
    <message>
        <source>the colour</source>
        <translation>색</translation>
    </message>
    <message>
        <source>the corners of %1</source>
        <translation>%1의 모서리</translation>
    </message>
    <message>
        <source>the distance before</source>
        <translation>앞쪽 간격</translation>
    </message>
    <message>
        <source>the file %1 is missing in it</source>
        <translation>파일 %1이(가) 들어 있지 않습니다</translation>
    </message>
    <message>
        <source>the file %1 is not what its name says</source>
        <translation>파일 %1의 내용이 이름과 다릅니다</translation>
    </message>
    <message>
        <source>the fill of %1</source>
        <translation>%1의 배경색</translation>
    </message>
    <message>
        <source>the gap</source>
        <translation>사이 간격</translation>
    </message>
    <message>
        <source>the height</source>
        <translation>높이</translation>
    </message>
    <message>
        <source>the line below</source>
        <translation>밑줄</translation>
    </message>
    <message>
        <source>the picture %1 %2</source>
        <translation>그림 %1 %2</translation>
    </message>
    <message>
        <source>the place</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>the room at the right</source>
        <translation>오른쪽 여유</translation>
    </message>
    <message>
        <source>the room below the last part</source>
        <translation>마지막 부분 아래의 여유</translation>
    </message>
    <message>
        <source>the room between its parts is now %1</source>
        <translation>이제 부분들 사이 간격은 %1</translation>
    </message>
    <message>
        <source>the room inside is now %1</source>
        <translation>이제 안쪽 여백은 %1</translation>
    </message>
    <message>
        <source>the size is now %1</source>
        <translation>이제 크기는 %1</translation>
    </message>
    <message>
        <source>the text&apos;s place in its box</source>
        <translation>상자 안에서 텍스트의 위치</translation>
    </message>
    <message>
        <source>the weight</source>
        <translation>굵기</translation>
    </message>
    <message>
        <source>the width</source>
        <translation>너비</translation>
    </message>
    <message>
        <source>the width is now %1</source>
        <translation>이제 너비는 %1</translation>
    </message>
    <message>
        <source>there are links in it already</source>
        <translation>안에 이미 링크가 있습니다</translation>
    </message>
    <message>
        <source>this address</source>
        <translation>이 주소</translation>
    </message>
    <message>
        <source>took more than %1 seconds to draw</source>
        <translation>그리는 데 %1초 넘게 걸렸습니다</translation>
    </message>
    <message>
        <source>two of its parts have the same id</source>
        <translation>두 부분의 id가 같습니다</translation>
    </message>
    <message>
        <source>underlined now</source>
        <translation>이제 밑줄 있음</translation>
    </message>
    <message>
        <source>upright now</source>
        <translation>이제 기울지 않음</translation>
    </message>
    <message>
        <source>used more than %1 MB of memory</source>
        <translation>메모리를 %1MB 넘게 썼습니다</translation>
    </message>
    <message>
        <source>weight %1</source>
        <translation>굵기 %1</translation>
    </message>
    <message>
        <source>wider now</source>
        <translation>이제 더 넓음</translation>
    </message>
    <message>
        <source>with a border now</source>
        <translation>이제 테두리 있음</translation>
    </message>
    <message>
        <source>with a shadow now</source>
        <translation>이제 그림자 있음</translation>
    </message>
    <message>
        <source>without a border now</source>
        <translation>이제 테두리 없음</translation>
    </message>
    <message>
        <source>without a line now</source>
        <translation>이제 선 없음</translation>
    </message>
    <message>
        <source>without a shadow now</source>
        <translation>이제 그림자 없음</translation>
    </message>
    <message>
        <source>“%1” cannot be visited; only http and https addresses can.</source>
        <translation>“%1”은(는) 열 수 없습니다. http와 https 주소만 열 수 있습니다.</translation>
    </message>
    <message>
        <source>“%1” in %2 is no list of settings; the defaults are used.</source>
        <translation>%2의 “%1”은(는) 설정 목록이 아닙니다. 기본값을 씁니다.</translation>
    </message>
    <message>
        <source>“%1” is no address that a link may lead to</source>
        <translation>“%1” — 링크로 쓸 수 없는 주소입니다</translation>
    </message>
    <message>
        <source>“%1” is no colour that is known</source>
        <translation>“%1” — 알 수 없는 색입니다</translation>
    </message>
    <message>
        <source>“%1” is no length that is known</source>
        <translation>“%1” — 알 수 없는 길이입니다</translation>
    </message>
    <message>
        <source>“%1” is no name of a font</source>
        <translation>“%1” — 글꼴 이름이 아닙니다</translation>
    </message>
    <message>
        <source>“%1” is not a size; it should look like 390x844 or 390xauto.</source>
        <translation>“%1”은(는) 크기가 아닙니다. 390x844나 390xauto 같은 모양이어야 합니다.</translation>
    </message>
    <message>
        <source>“%1” is not a usable path; it should look like src/App.tsx.</source>
        <translation>“%1”은(는) 쓸 수 있는 경로가 아닙니다. src/App.tsx 같은 모양이어야 합니다.</translation>
    </message>
    <message>
        <source>“%1” is not an address of a model; it should look like http://host:8000/v1.</source>
        <translation>“%1”은(는) 모델의 주소가 아닙니다. http://host:8000/v1 같은 모양이어야 합니다.</translation>
    </message>
    <message>
        <source>“%1” is not an address; it should look like https://example.org.</source>
        <translation>“%1”은(는) 주소가 아닙니다. https://example.org 같은 모양이어야 합니다.</translation>
    </message>
    <message>
        <source>“%1” is not exported, because it is no plain path inside the project.</source>
        <translation>“%1”은(는) 프로젝트 안의 일반 경로가 아니라서 내보내지 않습니다.</translation>
    </message>
    <message>
        <source>“%1” is not written there</source>
        <translation>“%1” — 그곳에 적혀 있지 않습니다</translation>
    </message>
    <message>
        <source>“%1”, “%2”: there is no such kind of model or switch.</source>
        <translation>“%1”, “%2”: 그런 종류의 모델이나 스위치는 없습니다.</translation>
    </message>
</context>
<context>
    <name>SessionDelegate</name>
    <message>
        <source>New title</source>
        <translation>새 제목</translation>
    </message>
</context>
<context>
    <name>SessionList</name>
    <message>
        <source>Conversations in the bin</source>
        <translation>휴지통의 대화</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Take out of the bin</source>
        <translation>휴지통에서 꺼내기</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>내보내기 …</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
</context>
<context>
    <name>SessionModel</name>
    <message>
        <source>Answering …</source>
        <translation>답하는 중 …</translation>
    </message>
    <message>
        <source>1 message</source>
        <translation>메시지 1개</translation>
    </message>
    <message>
        <source>{count} messages</source>
        <translation>메시지 {count}개</translation>
    </message>
</context>
<context>
    <name>SettingsController</name>
    <message>
        <source>Where recordings go</source>
        <translation>녹화를 둘 폴더</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>데스크톱 설정에 따름</translation>
    </message>
    <message>
        <source>Things may move</source>
        <translation>움직임 허용</translation>
    </message>
    <message>
        <source>Nothing turns, blinks or slides</source>
        <translation>돌거나 깜박이거나 미끄러지지 않음</translation>
    </message>
    <message>
        <source>Large models think before they answer</source>
        <translation>큰 모델은 답하기 전에 생각하기</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>고르기 …</translation>
    </message>
    <message>
        <source>Choose the folder for recordings</source>
        <translation>녹화를 둘 폴더 고르기</translation>
    </message>
    <message>
        <source>What the desktop opens such files with</source>
        <translation>데스크톱이 이런 파일을 여는 프로그램</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>A new language is spoken after Moonpane is started again.</source>
        <translation>언어는 Moonpane을 다시 시작하면 바뀝니다.</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>움직임</translation>
    </message>
    <message>
        <source>New pages</source>
        <translation>새 페이지</translation>
    </message>
    <message>
        <source>Made of</source>
        <translation>구성</translation>
    </message>
    <message>
        <source>Better answers, but later. It can be chosen for each message, too.</source>
        <translation>답이 더 좋지만 더 오래 걸립니다. 메시지마다 따로 고를 수도 있습니다.</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>녹화</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>편집기</translation>
    </message>
    <message>
        <source>A command, such as: code {file}</source>
        <translation>명령을 적습니다. 예: code {file}</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>개인 정보</translation>
    </message>
    <message>
        <source>Pages are shown without network. Moonpane sends nothing except to endpoints you connect.</source>
        <translation>페이지는 네트워크 없이 표시됩니다. Moonpane은 직접 연결한 엔드포인트 말고는 어디에도 보내지 않습니다.</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>All shortcuts</source>
        <translation>모든 단축키</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>New conversation</source>
        <translation>새 대화</translation>
    </message>
    <message>
        <source>Search in all conversations</source>
        <translation>모든 대화에서 검색</translation>
    </message>
    <message>
        <source>Hide or show the conversations</source>
        <translation>대화 목록 숨기기 또는 보이기</translation>
    </message>
    <message>
        <source>Back to the conversations</source>
        <translation>대화 목록으로 돌아가기</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation>휴지통</translation>
    </message>
    <message>
        <source>Import …</source>
        <translation>가져오기 …</translation>
    </message>
    <message>
        <source>Empty the bin …</source>
        <translation>휴지통 비우기 …</translation>
    </message>
    <message>
        <source>Empty the bin?</source>
        <translation>휴지통을 비울까요?</translation>
    </message>
    <message>
        <source>Everything in the bin is deleted for good. This cannot be undone.</source>
        <translation>휴지통의 모든 것이 영구히 삭제됩니다. 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>영구히 삭제</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>검색하는 중 …</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Nothing was found for “{words}”.</source>
        <translation>“{words}”에 대해 찾은 것이 없습니다.</translation>
    </message>
    <message>
        <source>Opening the conversations …</source>
        <translation>대화를 여는 중 …</translation>
    </message>
    <message>
        <source>The bin is empty. What is deleted stays here for 30 days.</source>
        <translation>휴지통이 비어 있습니다. 삭제한 것은 여기에 30일 동안 남습니다.</translation>
    </message>
    <message>
        <source>No conversations yet. Drop a picture, or write something, to begin the first.</source>
        <translation>아직 대화가 없습니다. 그림을 놓거나 글을 써서 첫 대화를 시작하세요.</translation>
    </message>
</context>
<context>
    <name>SizeFields</name>
    <message>
        <source>Width of the page in CSS pixels</source>
        <translation>페이지의 너비(CSS 픽셀)</translation>
    </message>
    <message>
        <source>Height of the page in CSS pixels</source>
        <translation>페이지의 높이(CSS 픽셀)</translation>
    </message>
</context>
<context>
    <name>SpeedCard</name>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>첫 토큰</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>읽기</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number}초</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln토큰</numerusform>
        </translation>
    </message>
    <message>
        <source>Picture of {width} × {height}</source>
        <translation>{width} × {height} 그림</translation>
    </message>
    <message>
        <source>A picture</source>
        <translation>그림</translation>
    </message>
    <message numerus="yes">
        <source>The middle of the last %Ln answer(s).</source>
        <translation>
            <numerusform>최근 답 %Ln개의 중앙값입니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Measured while the connection was checked.</source>
        <translation>연결을 확인하면서 잰 값입니다.</translation>
    </message>
    <message>
        <source>Nothing measured yet; the figures come with the first answers.</source>
        <translation>아직 잰 값이 없습니다. 첫 답이 나오면 표시됩니다.</translation>
    </message>
    <message>
        <source>{number}/s</source>
        <translation>초당 {number}</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Starting the engine …</source>
        <translation>엔진을 시작하는 중 …</translation>
    </message>
    <message>
        <source>Loading weights</source>
        <translation>가중치를 불러오는 중</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>{model} is starting</source>
        <translation>{model} 시작 중</translation>
    </message>
    <message>
        <source>{model} is ready</source>
        <translation>{model} 준비됨</translation>
    </message>
    <message>
        <source>{model} is starting again</source>
        <translation>{model} 다시 시작 중</translation>
    </message>
    <message>
        <source>{model} has stopped</source>
        <translation>{model} 멈춤</translation>
    </message>
    <message>
        <source>State of the model</source>
        <translation>모델 상태</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>모델을 불러오는 중</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Try the model again</source>
        <translation>모델 다시 시도</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Whether everything is saved</source>
        <translation>모두 저장되었는지</translation>
    </message>
    <message>
        <source>Sandbox off</source>
        <translation>샌드박스 꺼짐</translation>
    </message>
    <message>
        <source>Sandbox on</source>
        <translation>샌드박스 켜짐</translation>
    </message>
    <message>
        <source>Embedded model</source>
        <translation>내장 모델</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>{number} tokens/s</source>
        <translation>초당 {number}토큰</translation>
    </message>
    <message>
        <source>Not saved: {sentence}</source>
        <translation>저장되지 않음: {sentence}</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Measure the picture</source>
        <translation>그림 재기</translation>
    </message>
    <message>
        <source>Measured the picture</source>
        <translation>그림을 쟀습니다</translation>
    </message>
    <message>
        <source>Read the text</source>
        <translation>글자 읽기</translation>
    </message>
    <message>
        <source>Text read</source>
        <translation>글자를 읽었습니다</translation>
    </message>
    <message>
        <source>Write the page</source>
        <translation>페이지 쓰기</translation>
    </message>
    <message>
        <source>Wrote the page</source>
        <translation>페이지를 썼습니다</translation>
    </message>
    <message>
        <source>Compare with the picture</source>
        <translation>그림과 비교하기</translation>
    </message>
    <message>
        <source>Compared with the picture</source>
        <translation>그림과 비교했습니다</translation>
    </message>
    <message>
        <source>{number}/s</source>
        <translation>초당 {number}</translation>
    </message>
</context>
<context>
    <name>Store</name>
    <message>
        <source>Starting the model …</source>
        <translation>모델을 시작하는 중 …</translation>
    </message>
    <message>
        <source>The engine ended.</source>
        <translation>엔진이 끝났습니다.</translation>
    </message>
    <message>
        <source>The model was unloaded.</source>
        <translation>모델을 내렸습니다.</translation>
    </message>
    <message>
        <source>Drawing and measuring the page</source>
        <translation>페이지를 그리고 측정하는 중</translation>
    </message>
    <message>
        <source>Stopped before it was measured.</source>
        <translation>재기 전에 멈췄습니다.</translation>
    </message>
    <message>
        <source>This model sees pictures only: it gets the first one of the recording.</source>
        <translation>이 모델은 그림만 볼 수 있어 녹화의 첫 화면을 받습니다.</translation>
    </message>
    <message>
        <source>The answer was cut off and went on by itself ({number}).</source>
        <translation>답이 끊겨서 저절로 이어 썼습니다({number}).</translation>
    </message>
    <message>
        <source>The picture is too much for the model: it got {kept} of {total} elements.</source>
        <translation>그림이 모델에게 너무 복잡합니다. 요소 {total}개 중 {kept}개만 받았습니다.</translation>
    </message>
    <message>
        <source>The model ran out of tokens before the end of the page.</source>
        <translation>페이지가 끝나기 전에 모델의 토큰이 다 떨어졌습니다.</translation>
    </message>
    <message>
        <source>{model} was found not to see pictures; choose another model in Models.</source>
        <translation>확인해 보니 {model}은(는) 그림을 보지 못합니다. ‘모델’에서 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>{name} 쓰는 중</translation>
    </message>
    <message>
        <source>Exported to {path}.</source>
        <translation>{path}(으)로 내보냈습니다.</translation>
    </message>
    <message>
        <source>The embedded model answers at once and cannot think first.</source>
        <translation>내장 모델은 바로 답하며 먼저 생각할 수 없습니다.</translation>
    </message>
    <message>
        <source>The embedded model always writes the same page for the same picture.</source>
        <translation>내장 모델은 같은 그림에 늘 같은 페이지를 씁니다.</translation>
    </message>
    <message>
        <source>{model} is in use; use another model before it is removed.</source>
        <translation>{model}은(는) 사용 중입니다. 삭제하려면 먼저 다른 모델을 쓰세요.</translation>
    </message>
    <message>
        <source>{model} does not fit into the memory that is free.</source>
        <translation>{model}은(는) 남은 메모리에 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>확인을 멈췄습니다.</translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation>{path}(으)로 저장했습니다.</translation>
    </message>
    <message>
        <source>Nothing measured better than {start}; {count} changes were tried.</source>
        <translation>{start}보다 나은 결과가 없었습니다. 변경 {count}개를 시도했습니다.</translation>
    </message>
    <message>
        <source>{start} → {end} alike; {kept} of {count} changes were kept.</source>
        <translation>일치 {start} → {end}. 변경 {count}개 중 {kept}개를 남겼습니다.</translation>
    </message>
    <message>
        <source>This model turns pictures into pages and makes small changes of them; drop a picture first, or choose another model in Models.</source>
        <translation>이 모델은 그림을 페이지로 바꾸고 페이지를 조금씩 고칩니다. 먼저 그림을 놓거나 ‘모델’에서 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>This model cannot look for errors; choose another model in Models.</source>
        <translation>이 모델은 오류를 찾지 못합니다. ‘모델’에서 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>The picture is converted by itself; your words stay here.</source>
        <translation>그림만 변환됩니다. 적은 글은 여기에 남습니다.</translation>
    </message>
    <message>
        <source>The embedded model follows no marks; take them away, or choose another model in Models.</source>
        <translation>내장 모델은 표시한 내용을 따르지 않습니다. 표시를 지우거나 ‘모델’에서 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>Something unforeseen went wrong; the terminal has the details.</source>
        <translation>예상하지 못한 문제가 생겼습니다. 자세한 내용은 터미널에 있습니다.</translation>
    </message>
    <message>
        <source>No model is loaded; load one in Models.</source>
        <translation>불러온 모델이 없습니다. ‘모델’에서 불러오세요.</translation>
    </message>
    <message>
        <source>Measure and improve, one round</source>
        <translation>재고 다듬기, 1회</translation>
    </message>
    <message>
        <source>Measure and improve, up to {count} rounds</source>
        <translation>재고 다듬기, 최대 {count}회</translation>
    </message>
    <message>
        <source>An answer is still growing. Go on from another version once it has ended.</source>
        <translation>답변이 아직 작성 중입니다. 끝난 뒤에 다른 버전에서 이어 가세요.</translation>
    </message>
    <message>
        <source>Opening {name}</source>
        <translation>{name} 여는 중</translation>
    </message>
    <message>
        <source>Drawing {name}</source>
        <translation>{name} 그리는 중</translation>
    </message>
    <message>
        <source>Visiting {name}</source>
        <translation>{name} 방문 중</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>{name} 읽는 중</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message>
        <source>A picture of a screen</source>
        <translation>화면 그림</translation>
    </message>
    <message>
        <source>Measured, read, written</source>
        <translation>재고, 읽고, 씁니다</translation>
    </message>
    <message>
        <source>The page, compared</source>
        <translation>페이지를 그림과 비교</translation>
    </message>
</context>
<context>
    <name>TaskBar</name>
    <message>
        <source>{count} more</source>
        <translation>{count}개 더</translation>
    </message>
    <message>
        <source>Show all that is under way</source>
        <translation>진행 중인 것 모두 보기</translation>
    </message>
</context>
<context>
    <name>TaskLine</name>
    <message>
        <source>Stop</source>
        <translation>정지</translation>
    </message>
    <message>
        <source>Stop: {words}</source>
        <translation>정지: {words}</translation>
    </message>
</context>
<context>
    <name>Thumbnail</name>
    <message>
        <source>Picture {name}</source>
        <translation>그림 {name}</translation>
    </message>
    <message>
        <source>Recording {name}</source>
        <translation>녹화 {name}</translation>
    </message>
    <message>
        <source>{width} × {height} pixels</source>
        <translation>{width} × {height} 픽셀</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} 삭제</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Choose a part of {name}</source>
        <translation>{name}의 일부 고르기</translation>
    </message>
    <message>
        <source>Choose a part …</source>
        <translation>일부 고르기…</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Select and move</source>
        <translation>선택하고 옮기기</translation>
    </message>
    <message>
        <source>Pen</source>
        <translation>펜</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>상자</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>화살표</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>지우개</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>빨강</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>주황</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>초록</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>파랑</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>검정</translation>
    </message>
    <message>
        <source>White</source>
        <translation>하양</translation>
    </message>
    <message>
        <source>Thin</source>
        <translation>가늘게</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>중간</translation>
    </message>
    <message>
        <source>Thick</source>
        <translation>굵게</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>전체 보기</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Conversation</source>
        <translation>대화</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Take the conversation out of the bin</source>
        <translation>대화를 휴지통에서 꺼내기</translation>
    </message>
    <message>
        <source>“{title}” is in the bin</source>
        <translation>“{title}”이(가) 휴지통에 있습니다</translation>
    </message>
    <message>
        <source>Moved to the bin</source>
        <translation>휴지통으로 옮겼습니다</translation>
    </message>
</context>
<context>
    <name>UnkeptQuestion</name>
    <message>
        <source>Close although not everything is saved?</source>
        <translation>모두 저장되지 않았는데 닫을까요?</translation>
    </message>
    <message>
        <source>Something is not saved, and is lost when Moonpane closes now.</source>
        <translation>저장되지 않은 것이 있으며, 지금 Moonpane을 닫으면 사라집니다.</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>그래도 닫기</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>닫지 않기</translation>
    </message>
</context>
<context>
    <name>VariantCard</name>
    <message>
        <source>Cancel variant {0}</source>
        <translation>{0}번째 답 취소</translation>
    </message>
    <message>
        <source>Variant {0}: {1}</source>
        <translation>{0}번째 답: {1}</translation>
    </message>
    <message>
        <source>, the best</source>
        <translation>, 가장 좋음</translation>
    </message>
    <message>
        <source>Show variant {0} (Alt+{0})</source>
        <translation>{0}번째 답 보기 (Alt+{0})</translation>
    </message>
    <message>
        <source>writing …</source>
        <translation>쓰는 중 …</translation>
    </message>
    <message>
        <source>measuring …</source>
        <translation>재는 중 …</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>best</source>
        <translation>최고</translation>
    </message>
</context>
<context>
    <name>VersionList</name>
    <message>
        <source>Versions of the page</source>
        <translation>페이지의 버전</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Go on from here</source>
        <translation>여기서 이어가기</translation>
    </message>
    <message>
        <source>Compare with …</source>
        <translation>비교하기 …</translation>
    </message>
</context>
<context>
    <name>VersionsPane</name>
    <message>
        <source>Edited by hand</source>
        <translation>직접 편집함</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>가져옴</translation>
    </message>
    <message>
        <source>back to version {number}</source>
        <translation>버전 {number}(으)로 돌아가기</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Drop a picture of a screen</source>
        <translation>화면 그림을 여기에 놓으세요</translation>
    </message>
    <message>
        <source>It is measured, read and written as a page here, or by a model that you connect.</source>
        <translation>여기서, 또는 연결한 모델이 그림을 재고 읽어 페이지로 씁니다.</translation>
    </message>
    <message>
        <source>Go on with</source>
        <translation>이어서 하기</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>그림 열기</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Try a sample</source>
        <translation>예제로 해 보기</translation>
    </message>
    <message>
        <source>A page in a few seconds</source>
        <translation>몇 초면 됩니다</translation>
    </message>
    <message>
        <source>Take a screenshot</source>
        <translation>화면 캡처</translation>
    </message>
    <message>
        <source>Of a part or a window</source>
        <translation>일부 또는 창</translation>
    </message>
    <message>
        <source>Record the screen</source>
        <translation>화면 녹화</translation>
    </message>
    <message>
        <source>For pages that move</source>
        <translation>움직이는 페이지에</translation>
    </message>
    <message>
        <source>From an address</source>
        <translation>주소에서 가져오기</translation>
    </message>
    <message>
        <source>Picture of a web page</source>
        <translation>웹 페이지의 그림</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>시작</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Page</source>
        <translation>페이지</translation>
    </message>
    <message>
        <source>Show the page</source>
        <translation>페이지 보기</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Show the code</source>
        <translation>코드 보기</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Show the comparison</source>
        <translation>비교 보기</translation>
    </message>
    <message>
        <source>History</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Show the history</source>
        <translation>기록 보기</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>그림 열기</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Screenshot of a region</source>
        <translation>영역 스크린샷</translation>
    </message>
    <message>
        <source>Screenshot of a window</source>
        <translation>창 스크린샷</translation>
    </message>
    <message>
        <source>Screenshot of the screen</source>
        <translation>화면 스크린샷</translation>
    </message>
    <message>
        <source>Record the screen</source>
        <translation>화면 녹화</translation>
    </message>
    <message>
        <source>Record a window</source>
        <translation>창 녹화</translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation>스케치</translation>
    </message>
    <message>
        <source>Picture of an address</source>
        <translation>주소의 그림</translation>
    </message>
    <message>
        <source>Import code</source>
        <translation>코드 가져오기</translation>
    </message>
    <message>
        <source>Import a folder of code</source>
        <translation>코드 폴더 가져오기</translation>
    </message>
    <message>
        <source>Convert or send</source>
        <translation>변환 또는 보내기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>메시지 쓰기</translation>
    </message>
    <message>
        <source>Show differences</source>
        <translation>차이 보기</translation>
    </message>
    <message>
        <source>Find in the code</source>
        <translation>코드에서 찾기</translation>
    </message>
    <message>
        <source>Go to a line of the code</source>
        <translation>코드의 줄로 이동</translation>
    </message>
    <message>
        <source>Wrap long lines of the code</source>
        <translation>코드의 긴 줄 접기</translation>
    </message>
    <message>
        <source>Pick an element of the page</source>
        <translation>페이지의 요소 고르기</translation>
    </message>
    <message>
        <source>Page larger</source>
        <translation>페이지 크게</translation>
    </message>
    <message>
        <source>Page smaller</source>
        <translation>페이지 작게</translation>
    </message>
    <message>
        <source>Fit the page</source>
        <translation>페이지 맞춤</translation>
    </message>
    <message>
        <source>Show variant {number}</source>
        <translation>{number}번째 답 보기</translation>
    </message>
    <message>
        <source>Back to the version before</source>
        <translation>이전 버전으로</translation>
    </message>
    <message>
        <source>Forward to the next version</source>
        <translation>다음 버전으로</translation>
    </message>
    <message>
        <source>Save page</source>
        <translation>페이지 저장</translation>
    </message>
    <message>
        <source>Export as folder or zip</source>
        <translation>폴더나 zip으로 내보내기</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>브라우저에서 열기</translation>
    </message>
    <message>
        <source>Open in the editor</source>
        <translation>편집기에서 열기</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>명령 찾기</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>Import a conversation</source>
        <translation>대화 가져오기</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>붙여넣은 그림</translation>
    </message>
</context>
<context>
    <name>WindowOverlay</name>
    <message>
        <source>Choose a window</source>
        <translation>창 고르기</translation>
    </message>
    <message>
        <source>Click a window, or choose one with the arrow keys · Return takes it · Esc cancels</source>
        <translation>창을 클릭하거나 화살표 키로 고르세요 · Return: 찍기 · Esc: 취소</translation>
    </message>
</context>
<context>
    <name>_Buttons</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Take this picture</source>
        <translation>이 그림 찍기</translation>
    </message>
</context>
<context>
    <name>_TextEditor</name>
    <message>
        <source>Text to put here</source>
        <translation>여기에 넣을 글</translation>
    </message>
</context>
<context>
    <name>_TitleList</name>
    <message>
        <source>Windows</source>
        <translation>창</translation>
    </message>
    <message>
        <source>Windows on this desktop</source>
        <translation>이 데스크톱의 창</translation>
    </message>
</context>
</TS>
