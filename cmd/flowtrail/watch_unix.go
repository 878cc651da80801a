//go:build unix

package main

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// watch calls gone when nobody reads a pipe any more: a command that prints little would learn it late.
func watch(file *os.File, gone func(error)) {
	info, err := file.Stat()
	if err != nil || info.Mode()&(os.ModeNamedPipe|os.ModeSocket) == 0 {
		return
	}
	fds := []unix.PollFd{{Fd: int32(file.Fd())}}
	go func() {
		for {
			n, err := unix.Poll(fds, -1)
			if n > 0 && fds[0].Revents&(unix.POLLERR|unix.POLLHUP) != 0 {
				gone(syscall.EPIPE)
			}
			if err != unix.EINTR {
				return
			}
		}
	}()
}
