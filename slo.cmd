@echo off
rem SLO Console: finds a JDK 25 or newer, builds what is missing, starts. "slo --help" lists the commands.
setlocal EnableExtensions EnableDelayedExpansion
set "here=%~dp0"
set "here=%here:~0,-1%"
set "app=%here%\console-ui\desktop\target\app"

rem ---- a JDK 25 or newer: JAVA_HOME, PATH, then the usual places
set "jdk="
if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined jdk for /f "delims=" %%j in ('where javac 2^>nul') do if not defined jdk call :try "%%~dpj.."
for %%r in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%USERPROFILE%\.jdks" "%USERPROFILE%\scoop\apps\temurin25-jdk") do (
  if not defined jdk if exist "%%~r" for /d %%d in ("%%~r\*") do if not defined jdk call :try "%%~d"
)
if not defined jdk (
  echo SLO Console needs a JDK 25 or newer, and none was found in JAVA_HOME, on the PATH or in the usual places. 1>&2
  echo Get one from https://adoptium.net/temurin/releases/?version=25 ^(or: winget install EclipseAdoptium.Temurin.25.JDK^), or set JAVA_HOME to the one you have. 1>&2
  exit /b 1
)
set "JAVA_HOME=%jdk%"

rem ---- build on first use, and again when a source is newer than the build
set "build="
if not exist "%app%\build-id" set "build=yes"
if not defined build for /f %%n in ('powershell -NoProfile -Command "$t=(Get-Item '%app%\build-id').LastWriteTime; @(Get-ChildItem -Path '%here%' -Recurse -File -Include *.java,pom.xml,*.yaml,*.yml,*.json,*.css,*.js,*.html | Where-Object { $_.FullName -notmatch '\\target\\|\\src\\test\\' -and $_.LastWriteTime -gt $t }).Count"') do if not "%%n"=="0" set "build=yes"
if defined build (
  where mvn >nul 2>nul || (
    echo SLO Console is not built yet, and building it needs Maven 3.8 or later, which is not on the PATH. Get it from https://maven.apache.org/download.cgi 1>&2
    exit /b 1
  )
  if not exist "%here%\target" mkdir "%here%\target"
  echo Building SLO Console, once: a minute or two, more where Maven has to fetch its libraries first ... 1>&2
  call mvn -B -ntp -f "%here%\pom.xml" -Dquick -Dmaven.test.skip=true package >"%here%\target\build.log" 2>&1 || (
    findstr /b "[ERROR]" "%here%\target\build.log" 1>&2
    echo The build failed; all of its output is in %here%\target\build.log. 1>&2
    exit /b 1
  )
)

rem ---- start-up caches, each named by what it was trained on; without them everything works, only slower
set "jdkbuild=unknown"
for /f "usebackq tokens=2 delims==" %%v in (`findstr /b "JAVA_RUNTIME_VERSION=" "%JAVA_HOME%\release"`) do set "jdkbuild=%%~v"
set "jdkbuild=%jdkbuild:+=_%"
set /p id=<"%app%\build-id"
set "key=%id%-%jdkbuild%"

rem ---- the collector: one that stops the picture for moments only; some JDKs are built without it
set "concurrent=-XX:+UseShenandoahGC -XX:ShenandoahGCHeuristics=compact -XX:SoftMaxHeapSize=384m -Xms48m"
set "stopping=-XX:+UseG1GC -XX:MaxGCPauseMillis=10 -Xmn24m -XX:G1PeriodicGCInterval=60000 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30"
if not exist "%app%\collector-%jdkbuild%" (
  "%JAVA_HOME%\bin\java" -Xmx768m %concurrent% -version >nul 2>&1
  if errorlevel 1 (>"%app%\collector-%jdkbuild%" echo stopping) else (>"%app%\collector-%jdkbuild%" echo concurrent)
)
set /p collector=<"%app%\collector-%jdkbuild%"
set "collect=!%collector%!"
rem A cloud without a window has no picture to stop, and answers twice as often under the other; a recording is open in two
rem thirds of the time.
for %%c in (cloud replay report) do if "%~1"=="%%c" set "collect=%stopping%"

rem ---- one JVM for every command; the program itself knows which of them opens a window
set "cache="
if not defined SLO_NO_CACHE if exist "%app%\console-%key%.aot" set "cache=-XX:AOTCache="%app%\console-%key%.aot" -Xlog:aot*=off -Xlog:cds*=off -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
"%JAVA_HOME%\bin\java" -Xmx768m %collect% --enable-native-access=javafx.graphics,javafx.web,ALL-UNNAMED --module-path "%app%\fx" --add-modules javafx.controls,javafx.web %SLO_JVM% %cache% -Dslo.app-service="%here%\app-service\target" -Dslo.caches="%app%" -Dslo.cache-key="%key%" -cp "%app%\lib\*" dev.sloconsole.desktop.Main %*
exit /b %errorlevel%

:try
if not exist "%~1\bin\javac.exe" goto :eof
if not exist "%~1\release" goto :eof
for /f "usebackq tokens=2 delims==." %%v in (`findstr /b "JAVA_VERSION=" "%~1\release"`) do (
  set "major=%%v"
  set "major=!major:"=!"
  if !major! geq 25 set "jdk=%~1"
)
goto :eof
