<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
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
    <name>CodePane</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the source code</source>
        <translation>소스 코드 복사</translation>
    </message>
    <message>
        <source>Copy the whole source</source>
        <translation>소스 전체 복사</translation>
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
        <source>Save the page as a file ({keys})</source>
        <translation>페이지를 파일로 저장 ({keys})</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사됨</translation>
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
    <name>Composer</name>
    <message>
        <source>Why the picture was not accepted</source>
        <translation>그림을 받지 못한 까닭</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>그림 열기</translation>
    </message>
    <message>
        <source>Open a picture ({keys})</source>
        <translation>그림 열기 ({keys})</translation>
    </message>
    <message>
        <source>Drop, paste or open a picture</source>
        <translation>그림을 놓거나 붙여 넣거나 여세요</translation>
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
        <source>Drop a mockup, or ask something</source>
        <translation>시안을 놓거나 질문을 입력하세요</translation>
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
        <source>A key is kept in the key store</source>
        <translation>키가 키 저장소에 보관되어 있음</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
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
        <source>Starting the engine …</source>
        <translation>엔진을 시작하는 중 …</translation>
    </message>
    <message>
        <source>Loading weights</source>
        <translation>가중치를 불러오는 중</translation>
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
    <name>DraftEdit</name>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
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
        <source>Takes {resident} now; {own} would be free without it.</source>
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
        <source>Checkpoint folder …</source>
        <translation>체크포인트 폴더 …</translation>
    </message>
    <message>
        <source>About the selected model</source>
        <translation>선택한 모델 정보</translation>
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
    <name>RecentList</name>
    <message>
        <source>Recent sessions</source>
        <translation>최근 작업</translation>
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
        <source>Off</source>
        <translation>끔</translation>
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
        <source>Network of pages</source>
        <translation>페이지의 네트워크</translation>
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
        <source>Start again</source>
        <translation>다시 시작</translation>
    </message>
    <message>
        <source>Start the model again</source>
        <translation>모델 다시 시작</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
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
    <message>
        <source>{share} alike</source>
        <translation>{share} 일치</translation>
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
    <name>Thumbnail</name>
    <message>
        <source>Picture {name}</source>
        <translation>그림 {name}</translation>
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
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Conversation</source>
        <translation>대화</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Drop a picture of a screen</source>
        <translation>화면 그림을 여기에 놓으세요</translation>
    </message>
    <message>
        <source>Moonpane measures it, reads its text and writes the page: here, on this computer.</source>
        <translation>Moonpane이 그림을 재고 글자를 읽어 페이지를 씁니다. 모두 이 컴퓨터에서 이루어집니다.</translation>
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
        <source>Open a picture</source>
        <translation>그림 열기</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
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
        <source>Save page</source>
        <translation>페이지 저장</translation>
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
</context>
</TS>
