<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%Ln line(s)</source>
        <translation>
            <numerusform>%Ln line</numerusform>
            <numerusform>%Ln lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln line(s)</source>
        <translation>
            <numerusform>{done} of %Ln line</numerusform>
            <numerusform>{done} of %Ln lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln width(s)</source>
        <translation>
            <numerusform>%Ln width</numerusform>
            <numerusform>%Ln widths</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message numerus="yes">
        <source>That picture was %Ln token(s).</source>
        <translation>
            <numerusform>That picture was %Ln token.</numerusform>
            <numerusform>That picture was %Ln tokens.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln model(s) served.</source>
        <translation>
            <numerusform>%Ln model served.</numerusform>
            <numerusform>%Ln models served.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpeedCard</name>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The middle of the last %Ln answer(s).</source>
        <translation>
            <numerusform>Of the last answer.</numerusform>
            <numerusform>The middle of the last %Ln answers.</numerusform>
        </translation>
    </message>
</context>
</TS>
