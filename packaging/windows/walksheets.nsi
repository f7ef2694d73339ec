; The Windows installer: for this user alone, so that nobody needs an administrator.
;
;   makensis -DVERSION=0.1.0 -DFOLDER=dist\walksheets -DOUT=dist\walksheets-0.1.0-windows.exe -DLICENCE=LICENSE walksheets.nsi
;
; packaging/build.py calls it with these where makensis is there. Add -DICON=build\icons\walksheets.ico.

Unicode true
SetCompressor /SOLID lzma
ManifestDPIAware true
RequestExecutionLevel user

!include MUI2.nsh
!include FileFunc.nsh

!ifdef NSIS_WIN32_MAKENSIS
  !define SEPARATOR "\"
!else
  !define SEPARATOR "/" ; made on another system, as Debian's makensis can
!endif
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Walksheets"
!define CLASSES "Software\Classes"
!define KIND "Walksheets.Campaign"

Name "Walksheets ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Walksheets"
InstallDirRegKey HKCU "Software\Walksheets" "InstallDir"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Walksheets"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Walksheets: rounds and walk sheets"
VIAddVersionKey "LegalCopyright" "The Walksheets contributors, GPL-3.0-or-later"

!ifdef ICON
  !define MUI_ICON "${ICON}"
  !define MUI_UNICON "${ICON}"
!endif
!define MUI_FINISHPAGE_RUN "$INSTDIR\walksheets.exe"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Welsh"

Section "Walksheets"
  ; What an older version left would be loaded by the newer one.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}${SEPARATOR}*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Walksheets.lnk" "$INSTDIR\walksheets.exe"

  WriteRegStr HKCU "Software\Walksheets" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${CLASSES}\.walksheets" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\.walksheets" "Content Type" "application/vnd.walksheets.campaign"
  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "Walksheets campaign"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\walksheets.exe,0"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\walksheets.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; the icons of the files there are

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Walksheets"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\walksheets.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Walksheets contributors"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
SectionEnd

; Campaigns and settings are the user's and stay.
Section "Uninstall"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\walksheets.exe"
  Delete "$INSTDIR\walksheets-command.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Walksheets.lnk"
  DeleteRegKey HKCU "${CLASSES}\${KIND}"
  DeleteRegKey HKCU "${CLASSES}\.walksheets"
  DeleteRegKey HKCU "Software\Walksheets"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
