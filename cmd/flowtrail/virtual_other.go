//go:build !linux

package main

// isVirtual reports whether a file is one that the system shows, such as those in /proc. There are none here.
func isVirtual(string) bool { return false }
