//go:build !windows

package main

// alone reports whether the program was started without a shell. Elsewhere than on
// Windows nobody starts a program for the command line so.
func alone() bool { return false }
