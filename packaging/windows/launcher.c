/* Ziping.exe: starts the program in the Python that lies beside it.

   The Python is a library that is loaded into this process, so that the program is one process
   under its own name, icon and manifest, and `sys.executable` is this file. What can go wrong
   before Python stands is said here in one sentence. */

#define WIN32_LEAN_AND_MEAN
#define _WIN32_WINNT 0x0A00
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768
#define TITLE L"绩效自评"
#define OLDEST_BUILD 17763 /* Windows 10, version 1809: the oldest that Qt runs on */

typedef int(__cdecl *py_main)(int, wchar_t **);
typedef LONG(WINAPI *get_version)(OSVERSIONINFOW *);

/* Microsoft's C++ libraries, in the order in which they need one another. A library that is
   loaded is found by its name alone, whoever asks next. */
static const wchar_t *const RUNTIME[] = {
    L"vcruntime140.dll", L"vcruntime140_1.dll", L"msvcp140.dll",
    L"msvcp140_1.dll",   L"msvcp140_2.dll",
};

static int refuse(const wchar_t *sentence, const wchar_t *detail)
{
    static wchar_t text[LONGEST + 256];
    _snwprintf(text, LONGEST + 255, sentence, detail);
#ifdef CONSOLE
    DWORD written;
    HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
    static char bytes[4 * LONGEST];
    int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
    if (!WriteConsoleW(out, text, (DWORD)wcslen(text), &written, NULL) && size > 0)
        WriteFile(out, bytes, (DWORD)size - 1, &written, NULL);
#else
    MessageBoxW(NULL, text, TITLE, MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
#endif
    return 3;
}

static DWORD windows_build(void)
{
    /* GetVersionEx answers what the manifest claims; this answers what is true. */
    OSVERSIONINFOW info = {.dwOSVersionInfoSize = sizeof info};
    HMODULE library = GetModuleHandleW(L"ntdll.dll");
    get_version ask = (get_version)(void *)GetProcAddress(library, "RtlGetVersion");
    return ask && ask(&info) == 0 ? info.dwBuildNumber : 0;
}

static HMODULE load(const wchar_t *folder, const wchar_t *name)
{
    static wchar_t path[LONGEST];
    _snwprintf(path, LONGEST - 1, L"%ls\\%ls", folder, name);
    return LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
}

static int run(int count, wchar_t **arguments)
{
    static wchar_t folder[LONGEST], script[LONGEST];
    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST - 64);
    wchar_t *end = length ? wcsrchr(folder, L'\\') : NULL;
    if (!end)
        return refuse(L"找不到程序所在的文件夹%ls。\n", L"");
    wcscpy(end, L"\\runtime");
    if (windows_build() < OLDEST_BUILD)
        return refuse(L"本程序需要 64 位的 Windows 10（1809 版）或更新的系统%ls，无法启动。\n", L"");
    for (size_t each = 0; each < sizeof RUNTIME / sizeof *RUNTIME; each++)
        load(folder, RUNTIME[each]);
    AddDllDirectory(folder);
    HMODULE python = load(folder, L"" PYTHON_LIBRARY);
    py_main start = python ? (py_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!start)
        return refuse(L"程序文件不完整：“%ls”里的 " PYTHON_LIBRARY
                      L" 打不开。请重新安装；若杀毒软件隔离过文件，请先恢复。\n",
                      folder);
    _snwprintf(script, LONGEST - 1, L"%ls\\start.py", folder);
    /* No other Python of this machine is heard; UTF-8 for every file and pipe; nothing is written into the program's own folder. */
    wchar_t *const first[] = {arguments[0], L"-I", L"-X", L"utf8", L"-B", script};
    size_t given = sizeof first / sizeof *first;
    wchar_t **all = calloc(given + (size_t)count, sizeof *all);
    if (!all)
        return refuse(L"内存不足，无法启动%ls。\n", L"");
    memcpy(all, first, sizeof first);
    memcpy(all + given, arguments + 1, ((size_t)count - 1) * sizeof *all);
    return start((int)given + count - 1, all);
}

#ifdef CONSOLE
int wmain(int count, wchar_t **arguments)
{
    return run(count, arguments);
}
#else
int WINAPI wWinMain(HINSTANCE self, HINSTANCE none, LPWSTR line, int show)
{
    (void)self, (void)none, (void)line, (void)show;
    int count = 0;
    wchar_t **arguments = CommandLineToArgvW(GetCommandLineW(), &count);
    return arguments ? run(count, arguments) : 3;
}
#endif
