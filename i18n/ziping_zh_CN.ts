<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Ziping</source>
        <translation>关于 Ziping 绩效自评</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>打开数据文件夹</translation>
    </message>
    <message>
        <source>Export diagnosis…</source>
        <translation>导出诊断信息…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Choice of folder</source>
        <translation>选择记在</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
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
    <message>
        <source>Make a data package…</source>
        <translation>打数据包…</translation>
    </message>
    <message>
        <source>Take over a data package…</source>
        <translation>取入数据包…</translation>
    </message>
    <message>
        <source>Back up and restore…</source>
        <translation>备份与恢复…</translation>
    </message>
    <message>
        <source>Operation log…</source>
        <translation>操作日志…</translation>
    </message>
    <message>
        <source>Import targets…</source>
        <translation>导入指标清单…</translation>
    </message>
    <message>
        <source>Carry all over…</source>
        <translation>全部沿用上年…</translation>
    </message>
    <message>
        <source>Import funds…</source>
        <translation>导入资金数…</translation>
    </message>
    <message>
        <source>Send to sections…</source>
        <translation>发股室填报…</translation>
    </message>
    <message>
        <source>Take back from sections…</source>
        <translation>收回股室填报…</translation>
    </message>
    <message>
        <source>Export everything…</source>
        <translation>一键全量导出…</translation>
    </message>
    <message>
        <source>Check all…</source>
        <translation>全部检查…</translation>
    </message>
    <message>
        <source>Log return…</source>
        <translation>登记退回…</translation>
    </message>
    <message>
        <source>Change list…</source>
        <translation>修改对照表…</translation>
    </message>
    <message>
        <source>Statistics…</source>
        <translation>统计…</translation>
    </message>
    <message>
        <source>Year&apos;s summary…</source>
        <translation>自评汇总表…</translation>
    </message>
    <message>
        <source>Batch print and export…</source>
        <translation>批量打印与导出…</translation>
    </message>
    <message>
        <source>Submission copy…</source>
        <translation>报送版…</translation>
    </message>
    <message>
        <source>Public copy…</source>
        <translation>公开版…</translation>
    </message>
    <message>
        <source>Move the data folder…</source>
        <translation>移动数据文件夹…</translation>
    </message>
    <message>
        <source>Export diagnosis…</source>
        <translation>导出诊断信息…</translation>
    </message>
    <message>
        <source>Verify an exported file…</source>
        <translation>核对导出的文件…</translation>
    </message>
</context>
<context>
    <name>AnswersPage</name>
    <message>
        <source>Which remarks</source>
        <translation>哪些意见</translation>
    </message>
    <message>
        <source>Waiting for an answer</source>
        <translation>待答复的</translation>
    </message>
    <message>
        <source>All remarks</source>
        <translation>全部意见</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>退回意见</translation>
    </message>
    <message>
        <source>On return</source>
        <translation>退回时</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Remarks of all forms</source>
        <translation>各份表的意见</translation>
    </message>
    <message>
        <source>Answer to the selected remarks</source>
        <translation>给选中的意见写答复</translation>
    </message>
    <message>
        <source>Change list…</source>
        <translation>修改对照表…</translation>
    </message>
    <message>
        <source>Changed as asked</source>
        <translation>已按意见修改</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>删去…</translation>
    </message>
    <message>
        <source>{count} remarks wait for an answer.</source>
        <translation>{count} 条意见待答复。</translation>
    </message>
    <message>
        <source>Every remark is answered.</source>
        <translation>意见都已答复。</translation>
    </message>
    <message>
        <source>Unnamed form</source>
        <translation>未命名的表</translation>
    </message>
    <message>
        <source>Remove {count} remarks that were logged by mistake?</source>
        <translation>删去 {count} 条误登记的意见？</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>BackupRoom</name>
    <message>
        <source>Back up and restore</source>
        <translation>备份与恢复</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>KB</source>
        <translation>大小（KB）</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Second place…</source>
        <translation>另存一处…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>现在备份</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copies go to: {places}</source>
        <translation>备份存到：{places}</translation>
    </message>
    <message>
        <source>For {days} days no copy went to another disk. Choose a stick below.</source>
        <translation>已有 {days} 天没有备份到另一块磁盘。请在下面“另存一处”选 U 盘。</translation>
    </message>
    <message>
        <source>One place took no copy: check that folder or stick.</source>
        <translation>有一处没有备份成功：请检查那个文件夹或 U 盘。</translation>
    </message>
    <message>
        <source>A second place for copies, best on a stick</source>
        <translation>选另一处存备份，最好是 U 盘</translation>
    </message>
    <message>
        <source>This place lies on the same disk: a stick is safer.</source>
        <translation>这一处和数据在同一块磁盘上，换成 U 盘更稳妥。</translation>
    </message>
    <message>
        <source>Go back to the data of {time}? What is here now is kept as a backup of its own, and the program starts anew.</source>
        <translation>要回到 {time} 的数据吗？现在的数据会另存为一份备份，程序将重新打开。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No backup yet. One is made whenever the program is closed.</source>
        <translation>还没有备份。关闭程序时会自动备份一份。</translation>
    </message>
</context>
<context>
    <name>BatchOptions</name>
    <message>
        <source>Workbook (xlsx)</source>
        <translation>工作簿（xlsx）</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Word (docx)</source>
        <translation>Word（docx）</translation>
    </message>
    <message>
        <source>All in one workbook</source>
        <translation>合成一个工作簿</translation>
    </message>
    <message>
        <source>All in one PDF</source>
        <translation>合成一个 PDF（带书签）</translation>
    </message>
    <message>
        <source>Replace files of the same name</source>
        <translation>替换同名文件</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>One file a form</source>
        <translation>每份一个文件</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>全部合成</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>文件名规则</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>everything, and the record inside: it can be taken in again</source>
        <translation>内容齐全，带数据，可以再读回来</translation>
    </message>
    <message>
        <source>values only, with a check code at the foot of every page</source>
        <translation>只有数值，不带数据，每页页脚有校验码</translation>
    </message>
    <message>
        <source>no names, telephones, remarks, evidence or file properties</source>
        <translation>不带姓名、电话、退回意见、佐证材料和文件属性</translation>
    </message>
    <message>
        <source>Such as: {name}</source>
        <translation>例如：{name}</translation>
    </message>
</context>
<context>
    <name>BatchRoom</name>
    <message>
        <source>Batch print and export</source>
        <translation>批量打印与导出</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Section in charge</source>
        <translation>责任股室</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总分</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>Check code</source>
        <translation>校验码</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>文件校验和（SHA-256）</translation>
    </message>
    <message>
        <source>Files made</source>
        <translation>生成的文件</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Stood there</source>
        <translation>原来写的</translation>
    </message>
    <message>
        <source>Stands there now</source>
        <translation>现在写的</translation>
    </message>
    <message>
        <source>Left out or covered</source>
        <translation>留空或遮住的</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>项目表</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>保存清单</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>All years</source>
        <translation>全部年度</translation>
    </message>
    <message>
        <source>All sections</source>
        <translation>全部股室</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>(no section)</source>
        <translation>（未分股室）</translation>
    </message>
    <message>
        <source>{count} forms chosen</source>
        <translation>已选 {count} 份</translation>
    </message>
    <message>
        <source>Gathering the forms…</source>
        <translation>正在读取各表…</translation>
    </message>
    <message>
        <source>Making {title} …</source>
        <translation>正在生成：{title}</translation>
    </message>
    <message>
        <source>The PDF is shown in the viewer.</source>
        <translation>PDF 已在看图程序中打开，请在那里打印。</translation>
    </message>
    <message>
        <source>{count} files made in {folder}</source>
        <translation>已在“{folder}”生成 {count} 个文件</translation>
    </message>
    <message>
        <source>{count} personal data left out or covered: please look at them.</source>
        <translation>有 {count} 处个人信息已留空或遮住，请逐条过目。</translation>
    </message>
    <message>
        <source>Made {file}</source>
        <translation>已生成 {file}</translation>
    </message>
</context>
<context>
    <name>BatchUndo</name>
    <message>
        <source>Undo this import</source>
        <translation>撤销这次导入</translation>
    </message>
    <message>
        <source>Taken back in {count} forms.</source>
        <translation>已撤销，涉及 {count} 份表。</translation>
    </message>
    <message>
        <source>Left as they are, changed since: {names}</source>
        <translation>之后又改过，保留现状：{names}</translation>
    </message>
</context>
<context>
    <name>BehindRoom</name>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>{count} records. Double-click one to open it.</source>
        <translation>共 {count} 个项目。双击打开那份表。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>CarryRoom</name>
    <message>
        <source>Carry all over</source>
        <translation>全部沿用上年</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Projects of last year</source>
        <translation>上年的项目</translation>
    </message>
    <message>
        <source>Carry over</source>
        <translation>沿用上年</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>项目编码</translation>
    </message>
    <message>
        <source>Section in charge</source>
        <translation>责任股室</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表样</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>From year</source>
        <translation>沿用年度</translation>
    </message>
    <message>
        <source>Into year</source>
        <translation>新年度</translation>
    </message>
    <message>
        <source>New projects, a name a line; they begin empty as this form:</source>
        <translation>新增项目，一行一个名称，按下面的表样新建空表：</translation>
    </message>
    <message>
        <source>Form of the new projects</source>
        <translation>新增项目的表样</translation>
    </message>
    <message>
        <source>New projects</source>
        <translation>新增项目</translation>
    </message>
    <message>
        <source>{carried} are carried over, {new} are new. Unticked ones have ended.</source>
        <translation>沿用 {carried} 个，新增 {new} 个；没有勾选的视为已结束，不沿用。</translation>
    </message>
    <message>
        <source>Carrying over…</source>
        <translation>正在沿用…</translation>
    </message>
    <message>
        <source>Stopped; nothing was changed.</source>
        <translation>已停止，什么也没有改。</translation>
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
    <name>ChangesRoom</name>
    <message>
        <source>Change list</source>
        <translation>修改对照表</translation>
    </message>
    <message>
        <source>Which forms</source>
        <translation>哪些表</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>By whom and when</source>
        <translation>写明修改人和时间</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>原值</translation>
    </message>
    <message>
        <source>After</source>
        <translation>新值</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>All returned forms ({count})</source>
        <translation>全部被退回的表（{count}）</translation>
    </message>
    <message>
        <source>The {count} chosen forms</source>
        <translation>选中的 {count} 份表</translation>
    </message>
    <message>
        <source>Unnamed form</source>
        <translation>未命名的表</translation>
    </message>
    <message>
        <source>As finance saw it last</source>
        <translation>财政上次看到的</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>{count} lines.</source>
        <translation>共 {count} 行。</translation>
    </message>
    <message>
        <source> {waiting} remarks wait for an answer.</source>
        <translation>还有 {waiting} 条意见待答复。</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx);;PDF (*.pdf)</source>
        <translation>工作簿 (*.xlsx);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Made {file}</source>
        <translation>已生成 {file}</translation>
    </message>
</context>
<context>
    <name>CheckAll</name>
    <message>
        <source>Nothing is left here.</source>
        <translation>这里的问题都处理完了。</translation>
    </message>
</context>
<context>
    <name>CheckAllRoom</name>
    <message>
        <source>Check all</source>
        <translation>全部检查</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>处</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>项目表</translation>
    </message>
    <message>
        <source>Kinds of findings</source>
        <translation>问题的种类</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Checking all forms…</source>
        <translation>正在检查全部表……</translation>
    </message>
    <message>
        <source>Checking what was changed…</source>
        <translation>正在检查改过的表……</translation>
    </message>
    <message>
        <source>Stopped: not all forms were checked.</source>
        <translation>已停止，还有表没有查到。</translation>
    </message>
    <message>
        <source>{count} findings fewer than before.</source>
        <translation>比刚才少了 {count} 处。</translation>
    </message>
    <message>
        <source>Correct {count}</source>
        <translation>改正 {count} 处</translation>
    </message>
    <message>
        <source>Explain {count}…</source>
        <translation>说明 {count} 处…</translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation>全部不勾</translation>
    </message>
    <message>
        <source>{count} findings in {forms} forms were corrected.</source>
        <translation>已改正 {count} 处，涉及 {forms} 份表。</translation>
    </message>
    <message>
        <source>{count} findings get this reason.</source>
        <translation>{count} 处问题都用这一条理由。</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>{count} findings in {forms} forms were explained.</source>
        <translation>已说明 {count} 处，涉及 {forms} 份表。</translation>
    </message>
    <message>
        <source>Changing forms…</source>
        <translation>正在修改……</translation>
    </message>
    <message>
        <source>Left as they are (locked, or changed meanwhile): {names}</source>
        <translation>没有动（已锁定，或期间改过）：{names}</translation>
    </message>
    <message>
        <source>{count} lines copied.</source>
        <translation>已复制 {count} 行。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Made {file}</source>
        <translation>已生成 {file}</translation>
    </message>
    <message>
        <source>Answer {count} together…</source>
        <translation>统一填写 {count} 处…</translation>
    </message>
    <message>
        <source>These cells need an answer each: double-click goes there.</source>
        <translation>这些格要一处一处地填：双击就到那一格。</translation>
    </message>
</context>
<context>
    <name>CheckBar</name>
    <message>
        <source>Previous finding</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>回到清单</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>CheckFilters</name>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Review beforehand</source>
        <translation>预审</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>责任股室</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Any severity</source>
        <translation>全部级别</translation>
    </message>
    <message>
        <source>Search project, cell, finding</source>
        <translation>搜索项目、位置、问题</translation>
    </message>
    <message>
        <source>Search the findings</source>
        <translation>搜索检查结果</translation>
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
        <source>Any section</source>
        <translation>全部股室</translation>
    </message>
    <message>
        <source>No section named</source>
        <translation>未写股室</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>全部状态</translation>
    </message>
</context>
<context>
    <name>CheckMany</name>
    <message>
        <source>{cell}: the same text for {count} forms</source>
        <translation>{cell}：{count} 份表填同样的内容</translation>
    </message>
    <message>
        <source>One answer for many</source>
        <translation>统一填写</translation>
    </message>
    <message>
        <source>{count} cells in {forms} forms were filled.</source>
        <translation>已填好 {forms} 份表的 {count} 格。</translation>
    </message>
    <message>
        <source>The degree that these {count} indicators reached</source>
        <translation>这 {count} 个定性指标达到的档次</translation>
    </message>
    <message>
        <source>{count} indicators in {forms} forms got their degree.</source>
        <translation>已给 {forms} 份表的 {count} 个指标选定档次。</translation>
    </message>
    <message>
        <source>{cell}: put together for {count} forms, each from the actuals of its own indicators, for example:

{text}

It is a first text: add what only you know.</source>
        <translation>{cell}：给 {count} 份表各写一段，内容是各表自己的指标和实际完成值，例如：

{text}

这是初稿，只有您知道的情况请再补上。</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ChildJob</name>
    <message>
        <source>The files could not be made. Please try again.</source>
        <translation>文件没有生成，请再试一次。</translation>
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
    <name>ColumnsPage</name>
    <message>
        <source>What each column of the list holds. Please look at the amber lines.</source>
        <translation>清单各列对应的内容。请核对标黄的行。</translation>
    </message>
    <message>
        <source>Columns of the list</source>
        <translation>清单的列</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>表头</translation>
    </message>
    <message>
        <source>First values</source>
        <translation>前几个值</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>对应</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
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
    <name>CrashDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>程序出错</translation>
    </message>
    <message>
        <source>The program made a mistake; the last step may be undone.</source>
        <translation>程序出了一个错，刚才那一步可能没有做完。</translation>
    </message>
    <message>
        <source>Everything you entered is saved; a text still being typed is kept as well.</source>
        <translation>填过的内容都已存盘；正在打的字也留着。</translation>
    </message>
    <message>
        <source>Not everything is on disk yet. Go on, and save a copy elsewhere.</source>
        <translation>还有内容没有存到磁盘。请点“继续”，再把它另存一份到别处。</translation>
    </message>
    <message>
        <source>If it happens again, restart. What happened is in the log: {kind}</source>
        <translation>再出现就重新启动。出错的位置已记入日志：{kind}</translation>
    </message>
    <message>
        <source>Export diagnosis…</source>
        <translation>导出诊断信息…</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>DiagnosisRoom</name>
    <message>
        <source>Export diagnosis</source>
        <translation>导出诊断信息</translation>
    </message>
    <message>
        <source>This goes into one zip file. It holds nothing that was typed, no names and no folders. Look into each part here before you send it.</source>
        <translation>下面这些会装进一个 zip 文件，不含填写的内容、姓名、单位和文件夹名。发送以前可以在这里逐个看。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>What it holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字数</translation>
    </message>
    <message>
        <source>Parts of the diagnosis</source>
        <translation>诊断信息的各部分</translation>
    </message>
    <message>
        <source>Text of the part</source>
        <translation>这一部分的文字</translation>
    </message>
    <message>
        <source>This part is empty.</source>
        <translation>这一部分是空的。</translation>
    </message>
    <message>
        <source>Have a look</source>
        <translation>打开看看</translation>
    </message>
    <message>
        <source>Save as zip…</source>
        <translation>存成 zip…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save as zip</source>
        <translation>存成 zip</translation>
    </message>
    <message>
        <source>Made {file}</source>
        <translation>已生成 {file}</translation>
    </message>
</context>
<context>
    <name>DifferencesDialog</name>
    <message>
        <source>Found otherwise by this version</source>
        <translation>新版本的不同结果</translation>
    </message>
    <message>
        <source>The signed form stands as it is: nothing of this was changed in it.</source>
        <translation>已签章的表保持原样，下面这些都没有改动。</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>When it was signed</source>
        <translation>签章时</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总分</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
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
    <name>Dropping</name>
    <message>
        <source>{file} is no form of this program. What is it?</source>
        <translation>“{file}”不是本程序的自评表。它是：</translation>
    </message>
    <message>
        <source>Evidence of this row</source>
        <translation>这一行的佐证材料</translation>
    </message>
    <message>
        <source>A list to open</source>
        <translation>要导入的清单</translation>
    </message>
</context>
<context>
    <name>EvidencePanel</name>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Shrink photos</source>
        <translation>缩小照片</translation>
    </message>
    <message>
        <source>Photos become small enough for mail; place and device are taken out of them</source>
        <translation>照片缩小到便于发送，并去掉拍摄地点和设备信息</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>材料名称</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>佐证材料</translation>
    </message>
    <message>
        <source>With the chosen ▾</source>
        <translation>对选中的 ▾</translation>
    </message>
    <message>
        <source>List and zip ▾</source>
        <translation>目录和打包 ▾</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>已签章</translation>
    </message>
    <message>
        <source>the form as a whole</source>
        <translation>整张表</translation>
    </message>
    <message>
        <source>Files dropped here belong to: {row} ({count} so far)</source>
        <translation>拖到这里的文件归入：{row}（已有 {count} 件）</translation>
    </message>
    <message>
        <source>Taking the files…</source>
        <translation>正在存入文件…</translation>
    </message>
    <message>
        <source>{count} files added</source>
        <translation>已添加 {count} 个文件</translation>
    </message>
    <message>
        <source>These files are there already</source>
        <translation>这些文件已经在这一行了</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>改名…</translation>
    </message>
    <message>
        <source>Pages…</source>
        <translation>填写页数…</translation>
    </message>
    <message>
        <source>Move to the current row</source>
        <translation>移到当前行</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>{count} removed</source>
        <translation>已移除 {count} 个（可撤销）</translation>
    </message>
    <message>
        <source>Shrinking photos…</source>
        <translation>正在缩小照片…</translation>
    </message>
    <message>
        <source>{count} photos shrunk, {size} MB saved</source>
        <translation>已缩小 {count} 张照片，节省 {size} MB</translation>
    </message>
    <message>
        <source>List as workbook…</source>
        <translation>目录（工作簿）…</translation>
    </message>
    <message>
        <source>List as PDF…</source>
        <translation>目录（PDF）…</translation>
    </message>
    <message>
        <source>Zip for handing over…</source>
        <translation>按序号打包（zip）…</translation>
    </message>
    <message>
        <source>Verify the files</source>
        <translation>核对文件是否完好</translation>
    </message>
    <message>
        <source>Packing…</source>
        <translation>正在打包…</translation>
    </message>
    <message>
        <source>Made {file}</source>
        <translation>已生成 {file}</translation>
    </message>
</context>
<context>
    <name>ExportAll</name>
    <message>
        <source>Where shall the folder with everything go?</source>
        <translation>导出的文件夹放在哪里？</translation>
    </message>
    <message>
        <source>Exporting everything…</source>
        <translation>正在全部导出…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopped; nothing was exported.</source>
        <translation>已停止，没有导出任何文件。</translation>
    </message>
    <message>
        <source>Exported {records} forms in {files} files to {folder}</source>
        <translation>已导出 {records} 份表、{files} 个文件：{folder}</translation>
    </message>
    <message>
        <source>{count} files of evidence are missing here.</source>
        <translation>有 {count} 份佐证材料在本机找不到。</translation>
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
    <name>FilterButton</name>
    <message>
        <source>Any state</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Any section</source>
        <translation>全部股室</translation>
    </message>
    <message>
        <source>No section named</source>
        <translation>未写股室</translation>
    </message>
    <message>
        <source>Show only a state or a section</source>
        <translation>只看某一状态或股室</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
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
    <message>
        <source>Answer; Enter keeps it, Esc gives up</source>
        <translation>答复；回车保存，Esc 放弃</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Answered: {answer}</source>
        <translation>答复：{answer}</translation>
    </message>
    <message>
        <source>Changed as asked</source>
        <translation>已按意见修改</translation>
    </message>
    <message>
        <source>Change answer…</source>
        <translation>修改答复…</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>答复…</translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Returned by finance</source>
        <translation>财政退回</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Ziping</source>
        <translation>绩效自评</translation>
    </message>
    <message>
        <source>Where shall the data lie?</source>
        <translation>数据放在哪里？</translation>
    </message>
    <message>
        <source>Everything you fill in is kept in one folder of your own. Choose where; you can move it later (Data, Move the data folder).</source>
        <translation>您填写的内容都存在一个看得见的文件夹里。请选放在哪里，以后也可以换（“数据”里的“移动数据文件夹”）。</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>其他文件夹…</translation>
    </message>
    <message>
        <source>The data stay when the program is removed or brought up to date.</source>
        <translation>卸载或升级程序，数据都不会动。</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始使用</translation>
    </message>
    <message>
        <source>The folder you chose</source>
        <translation>您选的文件夹</translation>
    </message>
    <message>
        <source>{free} GB free</source>
        <translation>可用 {free} GB</translation>
    </message>
    <message>
        <source>A folder for the data</source>
        <translation>放数据的文件夹</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>FundsRoom</name>
    <message>
        <source>Import funds</source>
        <translation>导入资金数</translation>
    </message>
    <message>
        <source>Lists ({suffixes})</source>
        <translation>清单文件 ({suffixes})</translation>
    </message>
    <message>
        <source>Import funds: {file}</source>
        <translation>导入资金数：{file}</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Year {year}</source>
        <translation>{year} 年度</translation>
    </message>
    <message>
        <source>Money unit</source>
        <translation>金额单位</translation>
    </message>
    <message>
        <source>Unit: as the file says</source>
        <translation>金额单位：按文件所写</translation>
    </message>
    <message>
        <source>Unit where the file says none: {unit}</source>
        <translation>文件没有写明时，单位为{unit}</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>文件里</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Exact value</source>
        <translation>准确值</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>What</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>项目编码</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Not matched</source>
        <translation>没有对上</translation>
    </message>
    <message>
        <source>Columns of the file</source>
        <translation>列的对应</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>What differs ({count})</source>
        <translation>不同之处（{count}）</translation>
    </message>
    <message>
        <source>In the file only</source>
        <translation>台账里没有</translation>
    </message>
    <message>
        <source>Not in the file</source>
        <translation>文件里没有</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Double click to choose its form</source>
        <translation>双击选定是哪份表</translation>
    </message>
    <message>
        <source>Not matched ({count})</source>
        <translation>没有对上（{count}）</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>Stopped; nothing was changed.</source>
        <translation>已停止，什么也没有改。</translation>
    </message>
</context>
<context>
    <name>HelpRoom</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>搜索帮助</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Chapter</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer words.</source>
        <translation>没有找到。请少输几个字。</translation>
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
    <message>
        <source>State:</source>
        <translation>状态：</translation>
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
    <name>ImportTargets</name>
    <message>
        <source>Import targets</source>
        <translation>导入指标清单</translation>
    </message>
    <message>
        <source>Lists ({suffixes});;All files (*)</source>
        <translation>清单 ({suffixes});;所有文件 (*)</translation>
    </message>
    <message>
        <source>“{file}” looks like a list of targets. Import the targets?</source>
        <translation>“{file}”像是指标清单。要导入其中的指标吗？</translation>
    </message>
    <message>
        <source>No</source>
        <translation>不是</translation>
    </message>
    <message>
        <source>Import targets: {file}</source>
        <translation>导入指标清单：{file}</translation>
    </message>
    <message>
        <source>Unit of money</source>
        <translation>金额单位</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表样</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Please choose</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>Comparing with the ledger…</source>
        <translation>正在与台账比较…</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>Stopped; nothing was changed.</source>
        <translation>已停止，什么也没有改。</translation>
    </message>
    <message>
        <source>Import {count} forms</source>
        <translation>导入 {count} 份表</translation>
    </message>
    <message>
        <source>Nothing is ticked, or the ledger says what the list says.</source>
        <translation>没有勾选，或者台账已与清单一致。</translation>
    </message>
    <message>
        <source>Please choose the unit of money: 元 or 万元.</source>
        <translation>请选定金额单位：元或万元。</translation>
    </message>
    <message>
        <source>{count} columns were not recognised; left so, they are not imported.</source>
        <translation>有 {count} 列没有认出；不选就不导入。</translation>
    </message>
    <message>
        <source>Taken back in {count} forms.</source>
        <translation>已撤销，涉及 {count} 份表。</translation>
    </message>
    <message>
        <source>Changed since and left: {names}</source>
        <translation>导入后又改过，保留不动：{names}</translation>
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
    <message>
        <source>{count} records</source>
        <translation>{count} 份</translation>
    </message>
    <message>
        <source>No records in this state or section.</source>
        <translation>没有这个状态或股室的记录。</translation>
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
    <message>
        <source>scored otherwise than the year&apos;s policy says</source>
        <translation>口径与本年口径不同</translation>
    </message>
</context>
<context>
    <name>LogRoom</name>
    <message>
        <source>Operation log</source>
        <translation>操作日志</translation>
    </message>
    <message>
        <source>Search project, person, text</source>
        <translation>搜索项目、操作人、内容</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>搜索日志</translation>
    </message>
    <message>
        <source>Kind of operation</source>
        <translation>操作的种类</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部操作</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核对完整</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{count} operations shown, the latest first.</source>
        <translation>共 {count} 次操作，最近的在前。</translation>
    </message>
    <message>
        <source>The latest {count} operations. Search for earlier ones, or export all.</source>
        <translation>这是最近的 {count} 次操作。更早的请搜索，或全部导出。</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx);;PDF (*.pdf)</source>
        <translation>工作簿 (*.xlsx);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Made {file}</source>
        <translation>已生成 {file}</translation>
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
    <message>
        <source>Evidence</source>
        <translation>佐证材料</translation>
    </message>
</context>
<context>
    <name>MatchDialog</name>
    <message>
        <source>Which form is it?</source>
        <translation>是哪一份表？</translation>
    </message>
    <message>
        <source>“{name}” in the file is this form:</source>
        <translation>文件里的“{name}”就是这份表：</translation>
    </message>
    <message>
        <source>Name or code</source>
        <translation>名称或编码</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>项目编码</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>自评表</translation>
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
    <name>Mover</name>
    <message>
        <source>Copying and comparing the data…</source>
        <translation>正在复制并核对数据…</translation>
    </message>
    <message>
        <source>Use the data there</source>
        <translation>改用那里的数据</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Move the data
from {old}
to {new}?

Everything is copied and compared; the old folder is left as it is. Then the program starts anew.</source>
        <translation>把数据移过去吗？

从：{old}
到：{new}

全部复制并逐个核对，原来的文件夹不动；然后程序重新启动。</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
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
    <name>Opening</name>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>It no longer runs there: open here</source>
        <translation>那边已经不用了，在这里打开</translation>
    </message>
    <message>
        <source>Another data folder…</source>
        <translation>另选数据文件夹…</translation>
    </message>
    <message>
        <source>From a backup…</source>
        <translation>从备份恢复…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>There are no data in {folder} yet. Begin with an empty ledger there?</source>
        <translation>“{folder}”里还没有数据。要在那里从空的台账开始吗？</translation>
    </message>
    <message>
        <source>Begin empty</source>
        <translation>从空的开始</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Latest backup that this program can read: {name}, {count} forms.</source>
        <translation>本程序能读的最近一份备份：{name}，{count} 份表。现有的数据另外留着，不会丢。</translation>
    </message>
    <message>
        <source>Use this backup</source>
        <translation>用这一份</translation>
    </message>
    <message>
        <source>Another backup…</source>
        <translation>另选备份…</translation>
    </message>
    <message>
        <source>A backup</source>
        <translation>备份文件</translation>
    </message>
</context>
<context>
    <name>PackRoom</name>
    <message>
        <source>Data package</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>Data packages (*{suffix})</source>
        <translation>数据包 (*{suffix})</translation>
    </message>
    <message>
        <source>Reading the package…</source>
        <translation>正在读取数据包…</translation>
    </message>
    <message>
        <source>Make a data package</source>
        <translation>打数据包</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>All years</source>
        <translation>全部年度</translation>
    </message>
    <message>
        <source>Section in charge</source>
        <translation>责任股室</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总分</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Pack…</source>
        <translation>打包…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>All sections</source>
        <translation>全部股室</translation>
    </message>
    <message>
        <source>(no section)</source>
        <translation>（未分股室）</translation>
    </message>
    <message>
        <source>{count} forms with their history, evidence and the office&apos;s settings.</source>
        <translation>共 {count} 份表，连同修改记录、佐证材料和本单位的设置。</translation>
    </message>
    <message>
        <source>Data package {year}</source>
        <translation>数据包 {year}</translation>
    </message>
    <message>
        <source>Packing…</source>
        <translation>正在打包…</translation>
    </message>
    <message>
        <source>Stopped; no file was made.</source>
        <translation>已停止，没有生成文件。</translation>
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
    <name>PreviewPage</name>
    <message>
        <source>Change filled cells as well</source>
        <translation>已填写的也改</translation>
    </message>
    <message>
        <source>Ticks every cell that somebody filled in or changed</source>
        <translation>勾选所有已有人填写或改过的格子</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>项目数</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Lines with a problem</source>
        <translation>有问题的行</translation>
    </message>
    <message>
        <source>Lines with a problem ({count})</source>
        <translation>有问题的行（{count}）</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>项目编码</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标数</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>In the list</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Worksheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>The same</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>It is “{title}”</source>
        <translation>就是已有的“{title}”</translation>
    </message>
    <message>
        <source>It is a new project</source>
        <translation>是新项目，另建一份</translation>
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
    <name>ReasonDialog</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reason (required)</source>
        <translation>原因（必填）</translation>
    </message>
    <message>
        <source>The reason stays in the history.</source>
        <translation>原因会留在修改记录里。</translation>
    </message>
</context>
<context>
    <name>ReturnsRoom</name>
    <message>
        <source>Log return</source>
        <translation>登记退回</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Year {year}</source>
        <translation>{year} 年度</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>退回意见</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Remarks of finance</source>
        <translation>财政的意见</translation>
    </message>
    <message>
        <source>Paste finance&apos;s remarks here: a letter, a chat, or one remark a line.
Or drop a workbook with comments or coloured cells, a list, or a docx letter.</source>
        <translation>把财政的意见粘贴到这里：退回函、聊天记录，或者一行一条。
也可以把带批注或标色的表格、意见清单、docx 退回函拖进来。</translation>
    </message>
    <message>
        <source>Text of the remarks</source>
        <translation>意见原文</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>从文件读取…</translation>
    </message>
    <message>
        <source>Selected remarks mean:</source>
        <translation>选中的意见针对：</translation>
    </message>
    <message>
        <source>(not chosen)</source>
        <translation>（未选）</translation>
    </message>
    <message>
        <source>Unnamed form</source>
        <translation>未命名的表</translation>
    </message>
    <message>
        <source>Remarks ({patterns})</source>
        <translation>意见文件 ({patterns})</translation>
    </message>
    <message>
        <source>Read remarks</source>
        <translation>读取意见</translation>
    </message>
    <message>
        <source>Certain</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>推测</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>{ticked} of {count} remarks will be logged.</source>
        <translation>共 {count} 条意见，将登记 {ticked} 条。</translation>
    </message>
    <message>
        <source>No remark yet.</source>
        <translation>还没有意见。</translation>
    </message>
    <message>
        <source> {lost} belong to no project yet: choose one below.</source>
        <translation>有 {lost} 条还没有项目，请在下面选。</translation>
    </message>
    <message>
        <source> {dropped} lines were left out (names, dates, salutations).</source>
        <translation>略去 {dropped} 行（姓名、日期、称呼）。</translation>
    </message>
    <message>
        <source>Logging the return…</source>
        <translation>正在登记退回…</translation>
    </message>
    <message>
        <source>Stopped; nothing was logged.</source>
        <translation>已停止，没有登记。</translation>
    </message>
    <message>
        <source>Logged {count} remarks on {records} forms, which are now returned.</source>
        <translation>已登记 {count} 条意见，{records} 份表改为被退回。</translation>
    </message>
    <message>
        <source>To answer {count}</source>
        <translation>待答复 {count}</translation>
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
    <name>SendRoom</name>
    <message>
        <source>Take back from sections</source>
        <translation>收回股室填报</translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx *.xlsm *.xls *.et *.ods)</source>
        <translation>工作簿 (*.xlsx *.xlsm *.xls *.et *.ods)</translation>
    </message>
    <message>
        <source>Send to sections</source>
        <translation>发股室填报</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>责任股室</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>项目数</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标数</translation>
    </message>
    <message>
        <source>Not yet scored</source>
        <translation>未评指标</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定项目</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>股室</translation>
    </message>
    <message>
        <source>Write workbooks…</source>
        <translation>生成填报表…</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{count} sections: a workbook each, open only for actual values and reasons.</source>
        <translation>已选 {count} 个股室：各生成一个工作簿，只开放实际完成值和偏差原因。</translation>
    </message>
    <message>
        <source>Folder for the workbooks</source>
        <translation>填报表放在哪个文件夹</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>正在生成…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Year {year}</source>
        <translation>{year} 年度</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
</context>
<context>
    <name>SourceRows</name>
    <message>
        <source>Which row each fund source counts towards:</source>
        <translation>各资金性质除总额外，还计入哪一行：</translation>
    </message>
    <message>
        <source>the total only</source>
        <translation>只计入总额</translation>
    </message>
</context>
<context>
    <name>StageBar</name>
    <message>
        <source>Show…</source>
        <translation>查看…</translation>
    </message>
    <message>
        <source>{state} · content locked</source>
        <translation>{state} · 内容锁定</translation>
    </message>
    <message>
        <source>This version finds {count} differences; nothing was changed</source>
        <translation>新版本有 {count} 处不同，未改动</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>Send to review</source>
        <translation>送复核</translation>
    </message>
    <message>
        <source>Review passed</source>
        <translation>复核通过</translation>
    </message>
    <message>
        <source>Signed and stamped</source>
        <translation>已签章</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>报送</translation>
    </message>
    <message>
        <source>Returned by finance…</source>
        <translation>被退回…</translation>
    </message>
    <message>
        <source>Submit again</source>
        <translation>已重报</translation>
    </message>
    <message>
        <source>Approved by finance</source>
        <translation>审定</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>公开</translation>
    </message>
    <message>
        <source>Leave out of the assessment…</source>
        <translation>不参评…</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>解锁修改…</translation>
    </message>
    <message>
        <source>Back to filling in…</source>
        <translation>退回填报…</translation>
    </message>
    <message>
        <source>Assess again…</source>
        <translation>恢复参评…</translation>
    </message>
    <message>
        <source>Withdraw the publication…</source>
        <translation>撤回公开…</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>State: {state}</source>
        <translation>状态：{state}</translation>
    </message>
    <message>
        <source>Attach the signed scan…</source>
        <translation>附签章扫描件…</translation>
    </message>
    <message>
        <source>Changing states…</source>
        <translation>正在改变状态……</translation>
    </message>
    <message>
        <source>(no project name)</source>
        <translation>（未填项目名称）</translation>
    </message>
    <message>
        <source>{count} records</source>
        <translation>{count} 份</translation>
    </message>
    <message>
        <source>{count} records: {state}</source>
        <translation>{count} 份已改为“{state}”。</translation>
    </message>
    <message>
        <source>{errors} errors still stand in {count} of them.</source>
        <translation>其中 {count} 份还有 {errors} 处必改。</translation>
    </message>
    <message>
        <source>{count} errors</source>
        <translation>{count} 处必改</translation>
    </message>
    <message>
        <source>Attach the signed scan</source>
        <translation>附签章扫描件</translation>
    </message>
    <message>
        <source>Attached: {file}</source>
        <translation>已附上：{file}</translation>
    </message>
    <message>
        <source>Attached already: {file}</source>
        <translation>已经附过：{file}</translation>
    </message>
</context>
<context>
    <name>StatisticsChoices</name>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>What is counted</source>
        <translation>统计什么</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Rows by</source>
        <translation>按什么分行</translation>
    </message>
    <message>
        <source>Columns by</source>
        <translation>按什么分列</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>只看</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Save view…</source>
        <translation>保存视图…</translation>
    </message>
    <message>
        <source>Delete view</source>
        <translation>删除视图</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>（不分列）</translation>
    </message>
    <message>
        <source>(all)</source>
        <translation>（全部）</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>条形图</translation>
    </message>
    <message>
        <source>Stacked bars</source>
        <translation>堆积条形图</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>折线图</translation>
    </message>
    <message>
        <source>No chart</source>
        <translation>不画图</translation>
    </message>
    <message>
        <source>All years</source>
        <translation>全部年度</translation>
    </message>
</context>
<context>
    <name>StatisticsRoom</name>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Reading the records…</source>
        <translation>正在读取各表…</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>Name of the view:</source>
        <translation>视图名称：</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx);;PDF (*.pdf)</source>
        <translation>工作簿 (*.xlsx);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Made {file}</source>
        <translation>已生成 {file}</translation>
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
    <message>
        <source>Undo this import</source>
        <translation>撤销这次导入</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
</context>
<context>
    <name>SummaryRoom</name>
    <message>
        <source>Year&apos;s summary</source>
        <translation>自评汇总表</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表样</translation>
    </message>
    <message>
        <source>Records behind it…</source>
        <translation>看是哪些项目…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>项目数</translation>
    </message>
    <message>
        <source>Grades</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Paragraph for publication</source>
        <translation>供公开的文字</translation>
    </message>
    <message>
        <source>Copy the paragraph</source>
        <translation>复制这段文字</translation>
    </message>
    <message>
        <source>Reading the records…</source>
        <translation>正在读取各表…</translation>
    </message>
    <message>
        <source>All forms</source>
        <translation>全部计分表样</translation>
    </message>
    <message>
        <source>Click a sum, a grade or a number of the paragraph to see its source.</source>
        <translation>点一个合计、等级或文字里的数，这里就说明它是怎么来的。</translation>
    </message>
    <message>
        <source>The paragraph is on the clipboard.</source>
        <translation>这段文字已在剪贴板里。</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx);;PDF (*.pdf);;Word (*.docx)</source>
        <translation>工作簿 (*.xlsx);;PDF (*.pdf);;Word (*.docx)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Made {file}</source>
        <translation>已生成 {file}</translation>
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
    <name>TakeBackRoom</name>
    <message>
        <source>Take back from sections: {count} files</source>
        <translation>收回股室填报：{count} 个文件</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>From the section</source>
        <translation>股室填的</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>没有收回</translation>
    </message>
    <message>
        <source>Take what is ticked</source>
        <translation>收回勾选的</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>What differs ({count})</source>
        <translation>不同之处（{count}）</translation>
    </message>
    <message>
        <source>Not taken ({count})</source>
        <translation>没有收回（{count}）</translation>
    </message>
    <message>
        <source>{ticked} of {count} differences are taken.</source>
        <translation>共 {count} 处不同，已勾选 {ticked} 处。</translation>
    </message>
    <message>
        <source>See “Not taken” for {count} more remarks.</source>
        <translation>另有 {count} 条说明，见“没有收回”。</translation>
    </message>
    <message>
        <source>Two values are ticked for the same cell. Please tick one of them.</source>
        <translation>同一个单元格勾选了两个值，请只勾选其中一个。</translation>
    </message>
    <message>
        <source>Taking back…</source>
        <translation>正在收回…</translation>
    </message>
    <message>
        <source>Stopped; nothing was changed.</source>
        <translation>已停止，什么也没有改。</translation>
    </message>
</context>
<context>
    <name>TakeRoom</name>
    <message>
        <source>Take over a data package</source>
        <translation>取入数据包</translation>
    </message>
    <message>
        <source>Packed {time} by {who}, version {version}</source>
        <translation>{time} 由 {who} 打包，程序版本 {version}</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>In the package</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>Records of the package</source>
        <translation>数据包里的记录</translation>
    </message>
    <message>
        <source>Where both changed the same cell</source>
        <translation>两边改了同一格时</translation>
    </message>
    <message>
        <source>Where both changed a cell: keep what is here</source>
        <translation>两边改了同一格：保留本机的</translation>
    </message>
    <message>
        <source>Where both changed a cell: take the package&apos;s</source>
        <translation>两边改了同一格：用数据包的</translation>
    </message>
    <message>
        <source>Where both changed a cell: keep both as two forms</source>
        <translation>两边改了同一格：两份都留</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>取入</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Taking over…</source>
        <translation>正在取入…</translation>
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
<context>
    <name>VerifyFile</name>
    <message>
        <source>Verify an exported file…</source>
        <translation>核对导出的文件…</translation>
    </message>
    <message>
        <source>Exported files (*.xlsx *.pdf)</source>
        <translation>导出的文件 (*.xlsx *.pdf)</translation>
    </message>
</context>
</TS>
