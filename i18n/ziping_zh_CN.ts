<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Data folder: {folder}</source>
        <translation>数据文件夹：{folder}</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>立即保存</translation>
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
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Workbook (xlsx)…</source>
        <translation>工作簿（xlsx）…</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF…</translation>
    </message>
    <message>
        <source>Record file (json)…</source>
        <translation>记录文件（json）…</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Paste as yuan</source>
        <translation>按元粘贴</translation>
    </message>
    <message>
        <source>Fill down</source>
        <translation>向下填充</translation>
    </message>
    <message>
        <source>Insert indicator</source>
        <translation>插入指标</translation>
    </message>
    <message>
        <source>Delete rows</source>
        <translation>删除行</translation>
    </message>
    <message>
        <source>Move row up</source>
        <translation>上移一行</translation>
    </message>
    <message>
        <source>Move row down</source>
        <translation>下移一行</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>纵向</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>横向</translation>
    </message>
    <message>
        <source>Hide empty indicator rows</source>
        <translation>隐藏空指标行</translation>
    </message>
    <message>
        <source>Reset column widths</source>
        <translation>恢复列宽</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Fit width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>About Ziping</source>
        <translation>关于 Ziping 绩效自评</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Year&apos;s policy…</source>
        <translation>年度口径…</translation>
    </message>
    <message>
        <source>Review beforehand</source>
        <translation>预审</translation>
    </message>
    <message>
        <source>Duplicate this form</source>
        <translation>复制这份表</translation>
    </message>
    <message>
        <source>Delete this form</source>
        <translation>删除这份表</translation>
    </message>
    <message>
        <source>Carry over…</source>
        <translation>沿用上年…</translation>
    </message>
    <message>
        <source>Draft the report</source>
        <translation>生成初稿</translation>
    </message>
    <message>
        <source>Word (docx)…</source>
        <translation>Word（docx）…</translation>
    </message>
    <message>
        <source>Another form…</source>
        <translation>换表样…</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Something went wrong inside the program. What you entered is saved. If it happens again, restart the program and send the file ziping.log.</source>
        <translation>程序内部出了问题。已经填的内容都保存着。如果再次出现，请重新打开程序，并把 ziping.log 文件发给维护人员。</translation>
    </message>
</context>
<context>
    <name>Captions</name>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Funds note</source>
        <translation>资金情况说明</translation>
    </message>
    <message>
        <source>Unit of money</source>
        <translation>金额单位</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>版面</translation>
    </message>
    <message>
        <source>Year&apos;s policy</source>
        <translation>年度口径</translation>
    </message>
    <message>
        <source>Explanations</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Printed values</source>
        <translation>表中印的数</translation>
    </message>
    <message>
        <source>Project code</source>
        <translation>项目编码</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>单位编码</translation>
    </message>
    <message>
        <source>Nature of funds</source>
        <translation>资金性质</translation>
    </message>
    <message>
        <source>Section in charge</source>
        <translation>责任股室</translation>
    </message>
    <message>
        <source>Kind of row</source>
        <translation>行类型</translation>
    </message>
    <message>
        <source>Scoring rule</source>
        <translation>计分规则</translation>
    </message>
    <message>
        <source>Why the score was typed</source>
        <translation>手改原因</translation>
    </message>
    <message>
        <source>Reviewed score</source>
        <translation>复核得分</translation>
    </message>
</context>
<context>
    <name>Carrying</name>
    <message>
        <source>Carry over: {name}</source>
        <translation>沿用上年：{name}</translation>
    </message>
    <message>
        <source>Another form: {name}</source>
        <translation>换表样：{name}</translation>
    </message>
    <message>
        <source>{count} texts have no place in this form. They are kept:</source>
        <translation>有 {count} 处内容在这个表样里没有位置，已留在记录里，换回去就会回到原处：</translation>
    </message>
</context>
<context>
    <name>ChoiceList</name>
    <message>
        <source>Choices</source>
        <translation>可选项</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Forms (*.xlsx *.json);;All files (*)</source>
        <translation>自评表 (*.xlsx *.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>另存一份</translation>
    </message>
    <message>
        <source>Made {file}</source>
        <translation>已生成 {file}</translation>
    </message>
    <message>
        <source>The last changes are not on disk yet. Close and lose them?</source>
        <translation>最后的修改还没有写到磁盘上。要关闭并放弃这些修改吗？</translation>
    </message>
    <message>
        <source>Close and lose them</source>
        <translation>关闭并放弃</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>先不关</translation>
    </message>
    <message>
        <source>Setting the year&apos;s policy…</source>
        <translation>正在设定年度口径…</translation>
    </message>
    <message>
        <source>Policy set for {changed} forms; {left} others stay as they are.</source>
        <translation>年度口径已用于 {changed} 份表；另有 {left} 份（已签章等）没有改动。</translation>
    </message>
</context>
<context>
    <name>DraftBar</name>
    <message>
        <source>Take it</source>
        <translation>接着填</translation>
    </message>
    <message>
        <source>Drop it</source>
        <translation>不要了</translation>
    </message>
    <message>
        <source>Not finished last time — {cell}: “{text}”</source>
        <translation>上次没有填完：{cell} “{text}”</translation>
    </message>
</context>
<context>
    <name>ExportJob</name>
    <message>
        <source>The file could not be made. Please try again.</source>
        <translation>文件没有生成，请再试一次。</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>{file} is there already. Replace it?</source>
        <translation>{file} 已经有了，要替换吗？</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留原来的</translation>
    </message>
    <message>
        <source>Making {file} …</source>
        <translation>正在生成 {file} …</translation>
    </message>
    <message>
        <source>Made {file}</source>
        <translation>已生成 {file}</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find on this form</source>
        <translation>在这份表里查找</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>FindingRow</name>
    <message>
        <source>Go to cell</source>
        <translation>定位</translation>
    </message>
    <message>
        <source>Reason; Enter keeps it, Esc gives up</source>
        <translation>写明原因，按回车保存</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Explained: {reason}</source>
        <translation>说明：{reason}</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>必改</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>需核实</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Explained</source>
        <translation>已说明</translation>
    </message>
    <message>
        <source>Change reason…</source>
        <translation>改说明…</translation>
    </message>
    <message>
        <source>Explain…</source>
        <translation>说明…</translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>必改</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>需核实</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Explained</source>
        <translation>已说明</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>undone</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>redone</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>pasted</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>filled</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>自动改正</translation>
    </message>
    <message>
        <source>Row inserted:</source>
        <translation>插入行：</translation>
    </message>
    <message>
        <source>Row deleted:</source>
        <translation>删除行：</translation>
    </message>
    <message>
        <source>Row moved:</source>
        <translation>移动行：</translation>
    </message>
    <message>
        <source>Current cell only</source>
        <translation>只看当前单元格</translation>
    </message>
    <message>
        <source>History</source>
        <translation>修改记录</translation>
    </message>
    <message>
        <source>Nothing was changed yet.</source>
        <translation>还没有修改记录。</translation>
    </message>
    <message>
        <source>Nothing was changed in this cell yet.</source>
        <translation>这个单元格还没有修改记录。</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>(blank)</source>
        <translation>（空）</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Inspector</source>
        <translation>检查栏</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>How scored</source>
        <translation>得分说明</translation>
    </message>
    <message>
        <source>History</source>
        <translation>修改记录</translation>
    </message>
    <message>
        <source>No record is open.</source>
        <translation>还没有打开自评表。</translation>
    </message>
    <message>
        <source>Check {count}</source>
        <translation>检查 {count}</translation>
    </message>
    <message>
        <source>No problems found.</source>
        <translation>没有发现问题</translation>
    </message>
    <message>
        <source>Reviewed total: {points}</source>
        <translation>复核总分：{points}</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>{count} records · {complete} complete</source>
        <translation>{count} 份 · {complete} 份完成</translation>
    </message>
    <message>
        <source>Average {average}</source>
        <translation>平均 {average}</translation>
    </message>
    <message>
        <source>Search project, unit, code</source>
        <translation>搜索项目、单位、编码</translation>
    </message>
    <message>
        <source>Search the ledger</source>
        <translation>搜索台账</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>自评表</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>新建一份</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>打开示例</translation>
    </message>
    <message>
        <source>All years</source>
        <translation>全部年度</translation>
    </message>
    <message>
        <source>Year {year}</source>
        <translation>{year} 年度</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Nothing found for “{text}”. Try fewer characters, or another year.</source>
        <translation>没有找到“{text}”。请少输几个字，或换一个年度再找。</translation>
    </message>
    <message>
        <source>No records yet. Start with one of your own, or look at a filled sample.</source>
        <translation>台账还是空的。新建一份自评表，或者先打开填好的示例看一看。</translation>
    </message>
    <message>
        <source>No records in this year yet.</source>
        <translation>这个年度还没有自评表。</translation>
    </message>
</context>
<context>
    <name>LedgerModel</name>
    <message>
        <source>Empty</source>
        <translation>未填</translation>
    </message>
    <message>
        <source>Filling in</source>
        <translation>填报中</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>待复核</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已复核</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>已签章</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>已报送</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>被退回</translation>
    </message>
    <message>
        <source>Submitted again</source>
        <translation>已重报</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已审定</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>已公开</translation>
    </message>
    <message>
        <source>Not assessed</source>
        <translation>不参评</translation>
    </message>
    <message>
        <source>Not received</source>
        <translation>未报</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已收</translation>
    </message>
    <message>
        <source>Sent back</source>
        <translation>被退回</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>(no project name)</source>
        <translation>（未填项目名称）</translation>
    </message>
    <message>
        <source>{count} not scored</source>
        <translation>缺 {count} 项</translation>
    </message>
    <message>
        <source>{count} to correct</source>
        <translation>{count} 处必改</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Optional lines</source>
        <translation>可选行</translation>
    </message>
    <message>
        <source>Ziping</source>
        <translation>绩效自评</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>不打印项</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>常用命令</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>版面</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Unit: {unit}</source>
        <translation>填报单位：{unit}</translation>
    </message>
    <message>
        <source>Year&apos;s work</source>
        <translation>年度工作</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Ziping</source>
        <translation>绩效自评</translation>
    </message>
</context>
<context>
    <name>NewRecordDialog</name>
    <message>
        <source>New form</source>
        <translation>新建自评表</translation>
    </message>
    <message>
        <source>May be filled in later</source>
        <translation>可以以后再填</translation>
    </message>
    <message>
        <source>&amp;Year</source>
        <translation>年度(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Project name</source>
        <translation>项目名称(&amp;P)</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>表样</translation>
    </message>
    <message>
        <source>More forms</source>
        <translation>更多表样</translation>
    </message>
</context>
<context>
    <name>PaperCanvas</name>
    <message>
        <source>Form</source>
        <translation>表格</translation>
    </message>
</context>
<context>
    <name>PaperDesk</name>
    <message>
        <source>{year}: {text}</source>
        <translation>{year}：{text}</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>上年</translation>
    </message>
</context>
<context>
    <name>PaperView</name>
    <message>
        <source>Cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>not scored</source>
        <translation>未评</translation>
    </message>
</context>
<context>
    <name>PolicyDialog</name>
    <message>
        <source>Year&apos;s policy</source>
        <translation>年度口径</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>口径</translation>
    </message>
    <message>
        <source>For all forms “{form}” of {year} (signed ones stay as they are)</source>
        <translation>用于 {year} 年度的全部《{form}》（已签章的不改）</translation>
    </message>
    <message>
        <source>For a whole year: give this form one</source>
        <translation>用于全年：请先填本表的年度</translation>
    </message>
    <message>
        <source>For this form only; it will be marked</source>
        <translation>只用于这一份，表上会标明与本年口径不同</translation>
    </message>
    <message>
        <source>Set otherwise (blank: as the policy says):</source>
        <translation>另行规定（不填就按所选口径）：</translation>
    </message>
    <message>
        <source>This form has no: {names}</source>
        <translation>本表样没有：{names}</translation>
    </message>
    <message>
        <source>As the policy says: {value}</source>
        <translation>按口径：{value}</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>Why the score was typed…</source>
        <translation>手改原因…</translation>
    </message>
    <message>
        <source>Scored</source>
        <translation>计分</translation>
    </message>
    <message>
        <source>Part of the row above (not added)</source>
        <translation>其中项（不加总）</translation>
    </message>
    <message>
        <source>Not applicable</source>
        <translation>不适用</translation>
    </message>
    <message>
        <source>Kind of row</source>
        <translation>行类型</translation>
    </message>
    <message>
        <source>Score typed by hand</source>
        <translation>手改得分</translation>
    </message>
    <message>
        <source>Reason (not printed):</source>
        <translation>原因（不打印）：</translation>
    </message>
</context>
<context>
    <name>RuleEditor</name>
    <message>
        <source>Rule of this row</source>
        <translation>本行的评分规则</translation>
    </message>
    <message>
        <source>Automatic: {rule}</source>
        <translation>自动：{rule}</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>评分规则</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>按口径</translation>
    </message>
    <message>
        <source>Not chosen yet</source>
        <translation>还没有选</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未答</translation>
    </message>
    <message>
        <source>Met</source>
        <translation>符合</translation>
    </message>
    <message>
        <source>Not met</source>
        <translation>不符合</translation>
    </message>
    <message>
        <source>Why the score was typed; not printed</source>
        <translation>为什么手改得分（不打印）</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>手改原因</translation>
    </message>
    <message>
        <source>Not reviewed</source>
        <translation>未复核</translation>
    </message>
    <message>
        <source>Reviewed score</source>
        <translation>复核得分</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>上年</translation>
    </message>
    <message>
        <source>{year}: {text}</source>
        <translation>{year}：{text}</translation>
    </message>
    <message>
        <source>By the scoring standard: {rule}</source>
        <translation>按评分标准：{rule}</translation>
    </message>
</context>
<context>
    <name>ScoreCard</name>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Subtotal, {count} not scored</source>
        <translation>小计（缺 {count} 项）</translation>
    </message>
    <message>
        <source>{count} to correct</source>
        <translation>{count} 处必改</translation>
    </message>
    <message>
        <source>Budget execution</source>
        <translation>预算执行</translation>
    </message>
    <message>
        <source>How points are given; click to choose otherwise</source>
        <translation>得分按什么口径算；点开可以另选</translation>
    </message>
    <message>
        <source>Policy: {title}</source>
        <translation>口径：{title}</translation>
    </message>
    <message>
        <source> (not the year&apos;s)</source>
        <translation>（与本年口径不同）</translation>
    </message>
</context>
<context>
    <name>ScoreNotes</name>
    <message>
        <source>How scored</source>
        <translation>得分说明</translation>
    </message>
    <message>
        <source>Budget execution</source>
        <translation>预算执行</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>（未填名称）</translation>
    </message>
    <message>
        <source>Not scored</source>
        <translation>未评</translation>
    </message>
    <message>
        <source>Inferred: {text}</source>
        <translation>推断：{text}</translation>
    </message>
    <message>
        <source>Score typed; difference from the computed one: {difference}</source>
        <translation>手改得分与计算值相差 {difference}</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Save a copy elsewhere…</source>
        <translation>另存一份到别处…</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>已保存 {time}</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Deleted: {name}</source>
        <translation>已删除：{name}</translation>
    </message>
    <message>
        <source>change {n}</source>
        <translation>第 {n} 次修改</translation>
    </message>
    <message>
        <source>Enter edits</source>
        <translation>按 Enter 编辑</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>自动计算</translation>
    </message>
    <message>
        <source>At: {cell}</source>
        <translation>选中：{cell}</translation>
    </message>
    <message>
        <source>{count} / {limit} characters</source>
        <translation>{count} / {limit} 字</translation>
    </message>
</context>
<context>
    <name>TableField</name>
    <message>
        <source>Add a line</source>
        <translation>添加一行</translation>
    </message>
    <message>
        <source>Add a line below this one</source>
        <translation>在这一行下添加分项</translation>
    </message>
    <message>
        <source>Take this line out</source>
        <translation>删除这一行</translation>
    </message>
</context>
<context>
    <name>UnprintedPanel</name>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>项目编码</translation>
    </message>
    <message>
        <source>The project&apos;s code in the budget system</source>
        <translation>预算系统里的项目编码</translation>
    </message>
    <message>
        <source>Unit code</source>
        <translation>单位编码</translation>
    </message>
    <message>
        <source>Nature of funds</source>
        <translation>资金性质</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>责任股室</translation>
    </message>
    <message>
        <source>Why the budget changed, why little was spent, why the initial budget is blank</source>
        <translation>预算为什么调整、执行率为什么低、年初预算数为什么空着</translation>
    </message>
    <message>
        <source>Funds note</source>
        <translation>资金情况说明</translation>
    </message>
</context>
</TS>
