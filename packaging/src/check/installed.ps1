<#
  Proves an installer for Windows on the machine on which it runs: installs it for this user, looks at what it has put
  where, runs the command line, and removes it again. Ends with an error at the first thing that is not as it should be.

    packaging\src\check\installed.ps1 netsonde.msi

  For machines of continuous integration: it wants a user without Netsonde. Not run where it was written.
#>
param([Parameter(Mandatory)] [string] $Installer)

$ErrorActionPreference = 'Stop'
$installed = Join-Path $env:LOCALAPPDATA 'Programs\Netsonde'
$sessions = Join-Path $env:LOCALAPPDATA 'Netsonde\sessions'
$shortcut = Join-Path $env:APPDATA 'Microsoft\Windows\Start Menu\Programs\Netsonde.lnk'
$documents = 'HKCU:\Software\Classes\.netsonde'
$work = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
New-Item -ItemType Directory $work | Out-Null

function Assert($Holds, $What) {
  if (-not $Holds) { throw "Not so: $What" }
  Write-Host "ok  $What"
}

function Invoke-Installer($Action) {
  $log = Join-Path $work "msiexec$($Action -replace '/', '-').log"
  $process = Start-Process msiexec -ArgumentList $Action, "`"$Installer`"", '/quiet', '/norestart', '/l*v', "`"$log`"" -Wait -PassThru
  if ($process.ExitCode -notin 0, 3010) {
    Get-Content $log | Select-Object -Last 60 | Write-Host
    throw "msiexec $Action ended with $($process.ExitCode)"
  }
}

function Test-OnPath {
  $entries = [Environment]::GetEnvironmentVariable('Path', 'User') -split ';' | ForEach-Object { $_.TrimEnd('\') }
  return $entries -contains $installed
}

# Standard output, the errors and the status of one run, each by itself.
function Invoke-Netsonde([string[]] $Arguments) {
  $out = Join-Path $work 'out.txt'
  $err = Join-Path $work 'err.txt'
  $process = Start-Process (Join-Path $installed 'netsonde.exe') -ArgumentList $Arguments -NoNewWindow -PassThru `
    -RedirectStandardOutput $out -RedirectStandardError $err
  # Without this the status is not kept.
  $null = $process.Handle
  if (-not $process.WaitForExit(120000)) {
    $process.Kill()
    throw "netsonde $Arguments did not end in two minutes"
  }
  return @{ Out = @(Get-Content $out); Err = @(Get-Content $err); Status = $process.ExitCode }
}

Assert (-not (Test-Path $installed)) 'Netsonde is not installed before'

Invoke-Installer '/i'
Assert (Test-Path (Join-Path $installed 'netsonde.exe')) 'the command line is there'
Assert (Test-Path (Join-Path $installed 'Netsonde Workbench.exe')) 'the program of the window is there'
Assert (Test-Path $shortcut) 'the Start menu has Netsonde'
Assert (Test-OnPath) 'the command line is on the PATH of the user'
Assert (Test-Path $documents) 'workspaces are opened by double click'

$protocols = Invoke-Netsonde 'protocols'
Assert ($protocols.Status -eq 0 -and ($protocols.Out -match '^tcp-server').Count -gt 0) 'netsonde protocols lists them'

$exports = Join-Path $work 'exports'
$run = Invoke-Netsonde 'run', 'example:tcp-echo', '--duration', '3s', '--export', "`"$exports`""
$run.Err | Write-Host
Assert ($run.Status -eq 0) 'netsonde run ends with 0'
Assert ($run.Out.Count -eq 1 -and $run.Out[0].StartsWith('ready {')) 'it says that it is ready, and nothing else'
foreach ($file in 'metrics.csv', 'metrics.json', 'report.html', 'traffic.pcapng') {
  Assert ((Get-Item (Join-Path $exports $file)).Length -gt 0) "it has written $file"
}
Assert ((Get-ChildItem $sessions -Directory).Count -ge 1) 'it has recorded a session'

$wrong = Invoke-Netsonde 'run', (Join-Path $work 'nothing.netsonde')
Assert ($wrong.Status -eq 2) 'a workspace that is not there is status 2'

Invoke-Installer '/x'
Assert (-not (Test-Path $installed)) 'its folder is gone'
Assert (-not (Test-Path $shortcut)) 'the Start menu has it no more'
Assert (-not (Test-OnPath)) 'the PATH is as it was'
Assert (-not (Test-Path $documents)) 'workspaces belong to nobody'
Assert ((Get-ChildItem $sessions -Directory).Count -ge 1) 'sessions stay'
Remove-Item -Recurse -Force $work
