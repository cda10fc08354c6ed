; The setup for one person: no administrator, Simplified Chinese, silent with /S.
;
; Defined by the build: VERSION, NUMBERS (four), TREE, ICON, PICTURE, OUTPUT, PYTHON_LIBRARY.
; Exit codes: 0 done, 1 given up by the person, 2 broken off, 3 Windows too old or 32-bit,
; 4 a newer version is installed, 5 the program is running.

Unicode true
; A 32-bit stub: only such a one starts on a 32-bit Windows, to say that the program does not.
Target x86-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 32
RequestExecutionLevel user
ManifestSupportedOS all
ManifestDPIAware true
ManifestLongPathAware true

!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "x64.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"

!define NAME "绩效自评"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Ziping"
!define RECORD "Ziping.Record"
!define PACKAGE "Ziping.Package"
!define ENDING ".ziping"
!define OFFERED "Software\Classes\.json\OpenWithProgids"
!define OLDEST_BUILD 17763

Name "${NAME}"
Caption "${NAME} ${VERSION} 安装"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Ziping"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME} Ziping"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "CompanyName" "Ziping"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT License"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURE}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TEXT "将为当前用户安装，不需要管理员权限，也不需要联网。$\r$\n$\r$\n已填写的数据不受影响。"
!define MUI_DIRECTORYPAGE_TEXT_TOP "程序将装在下面的文件夹里。数据不放在这里：第一次打开时由您选放在哪里。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\Ziping.exe"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开 ${NAME}"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将卸载程序。已填写的数据不会删除。"

!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipFolder
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE LeaveFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; ---- may it be installed? ----

!macro Refuse code sentence
  MessageBox MB_OK|MB_ICONSTOP "${sentence}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    !insertmacro Refuse 3 "本程序只能在 64 位 Windows 上使用，这台电脑的系统是 32 位的，不能安装。"
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    !insertmacro Refuse 3 "本程序需要 Windows 10（1809 版）或更新的系统，这台电脑的系统较旧，不能安装。"
  ${EndIf}
  Call RefuseOlder
FunctionEnd

; A newer program may have brought the data to a form that an older one refuses to open.
Function RefuseOlder
  ReadRegStr $0 HKCU "${KEY}" "DisplayVersion"
  ReadRegStr $1 HKCU "${KEY}" "InstallLocation"
  ${If} $0 == ""
  ${OrIfNot} ${FileExists} "$1\Ziping.exe"
    Return ; never installed, or its folder was deleted by hand
  ${EndIf}
  ${VersionCompare} "$0" "${VERSION}" $1
  ${If} $1 != 1
    Return
  ${EndIf}
  MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "这台电脑上已装有更新的版本 $0，这个安装包是 ${VERSION}。$\r$\n$\r$\n换回旧版后，新版保存过的数据可能打不开。仍要换成旧版吗？" /SD IDNO IDYES older
  SetErrorLevel 4
  Quit
  older:
FunctionEnd

; An older version is replaced where it is: two at once would open the same data.
Function SkipFolder
  ReadRegStr $0 HKCU "${KEY}" "InstallLocation"
  ${If} $0 != ""
  ${AndIf} ${FileExists} "$0\uninstall.exe"
    StrCpy $INSTDIR $0
    Abort
  ${EndIf}
FunctionEnd

; A folder of the person's own is never filled with program files.
Function LeaveFolder
  ${GetFileName} "$INSTDIR" $0
  ${If} $0 != "Ziping"
    StrCpy $INSTDIR "$INSTDIR\Ziping"
  ${EndIf}
FunctionEnd

; Windows lets nobody write to a program that runs, in this session or another.
!macro RefuseRunning un
Function ${un}RefuseRunning
  again:
  ${IfNot} ${FileExists} "$INSTDIR\Ziping.exe"
    Return
  ${EndIf}
  ClearErrors
  FileOpen $0 "$INSTDIR\Ziping.exe" a
  ${IfNot} ${Errors}
    FileClose $0
    Return
  ${EndIf}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME}正在运行。请先保存并关闭它，再按“重试”。" /SD IDCANCEL IDRETRY again
  SetErrorLevel 5
  Quit
FunctionEnd
!macroend
!insertmacro RefuseRunning ""
!insertmacro RefuseRunning "un."

; ---- install ----

; Only what a setup has put there, by name; what a person put beside it stays.
!macro RemoveFiles
  RMDir /r "$INSTDIR\runtime.old"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\Ziping.exe"
  Delete "$INSTDIR\ziping-cli.exe"
  Delete "$INSTDIR\ziping.cdx.json"
  Delete "$INSTDIR\uninstall.exe"
!macroend

Section "程序"
  Call RefuseRunning
  ; Renaming takes all or nothing: a file in use leaves the older version whole.
  RMDir /r "$INSTDIR\runtime.old"
  ${If} ${FileExists} "$INSTDIR\runtime\*.*"
    ClearErrors
    Rename "$INSTDIR\runtime" "$INSTDIR\runtime.old"
    ${If} ${Errors}
      !insertmacro Refuse 5 "旧版本的文件正在使用，没有作任何改动。请关闭 ${NAME} 或重新启动电脑，然后再试。"
    ${EndIf}
  ${EndIf}
  !insertmacro RemoveFiles
  SetOutPath "$INSTDIR"
  File /r "${TREE}\*.*"
  ${IfNot} ${FileExists} "$INSTDIR\runtime\${PYTHON_LIBRARY}"
    !insertmacro Refuse 2 "文件没有写完，程序还不能使用。请检查磁盘空间和杀毒软件的隔离记录，然后重新安装。"
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"
  Call WriteKeys
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\Ziping.exe"
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\Ziping.exe"
SectionEnd

!macro WriteClass class name
  WriteRegStr HKCU "Software\Classes\${class}" "" "${name}"
  WriteRegStr HKCU "Software\Classes\${class}\DefaultIcon" "" "$INSTDIR\Ziping.exe,0"
  WriteRegStr HKCU "Software\Classes\${class}\shell\open\command" "" '"$INSTDIR\Ziping.exe" --open "%1"'
!macroend

Function WriteKeys
  WriteRegStr HKCU "${KEY}" "DisplayName" "${NAME} Ziping"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\Ziping.exe"
  WriteRegStr HKCU "${KEY}" "Publisher" "Ziping"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  SectionGetSize 0 $0
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" $0
  !insertmacro WriteClass "${PACKAGE}" "绩效自评数据包"
  WriteRegStr HKCU "Software\Classes\${ENDING}" "" "${PACKAGE}"
  ; Records end in .ziping.json, and Windows looks at the last ending only: so the program is
  ; offered for it, and takes it from no other program.
  !insertmacro WriteClass "${RECORD}" "绩效自评表"
  WriteRegStr HKCU "${OFFERED}" "${RECORD}" ""
  ${RefreshShellIcons}
FunctionEnd

; ---- uninstall ----

Section "Uninstall"
  Call un.RefuseRunning
  ClearErrors
  Rename "$INSTDIR\runtime" "$INSTDIR\runtime.old"
  ${If} ${Errors}
    !insertmacro Refuse 5 "程序文件正在使用，没有作任何改动。请关闭 ${NAME} 或重新启动电脑，然后再试。"
  ${EndIf}
  !insertmacro RemoveFiles
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "${KEY}"
  DeleteRegKey HKCU "Software\Classes\${PACKAGE}"
  DeleteRegKey HKCU "Software\Classes\${RECORD}"
  DeleteRegValue HKCU "${OFFERED}" "${RECORD}"
  DeleteRegKey /ifempty HKCU "${OFFERED}"
  DeleteRegKey /ifempty HKCU "Software\Classes\.json"
  ReadRegStr $0 HKCU "Software\Classes\${ENDING}" ""
  ${If} $0 == "${PACKAGE}"
    DeleteRegKey HKCU "Software\Classes\${ENDING}"
  ${EndIf}
  ${RefreshShellIcons}
  ; The program keeps the person's choice there, in UTF-16; it stays for the next installation.
  ReadINIStr $1 "$LOCALAPPDATA\ziping\data-folder.ini" "Ziping" "DataFolder"
  ${If} $1 == ""
    StrCpy $1 "$DOCUMENTS\Ziping 绩效自评"
  ${EndIf}
  MessageBox MB_OK|MB_ICONINFORMATION "程序已经卸载。填写的数据没有删除，仍在：$\r$\n$\r$\n$1" /SD IDOK
SectionEnd
