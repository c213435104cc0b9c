package main

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// alone reports whether the program has a console of its own, as it has after a
// double click: in a shell's it is not the only one.
func alone() bool {
	list := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	if list.Find() != nil {
		return false
	}
	var ids [2]uint32
	n, _, _ := list.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}
