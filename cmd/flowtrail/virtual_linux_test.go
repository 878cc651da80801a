package main

import (
	"os/exec"
	"strings"
	"testing"
)

// TestProc checks that what the system shows as files is opened only if it is named.
func TestProc(t *testing.T) {
	for arg, want := range map[string]string{
		"/proc/self":         "/proc/self: skipped: it holds no files",
		"/proc/self/pagema?": "/proc/self/pagemap: skipped: it is not a regular file",
		"/proc/self/environ": "/proc/self/environ: ",
	} {
		var stderr strings.Builder
		cmd := exec.Command("flowtrail", "validate", arg)
		cmd.Env = append(cmd.Environ(), "A=1")
		cmd.Stderr = &stderr
		if cmd.Run() == nil || !strings.Contains(stderr.String(), want) || strings.Contains(stderr.String(), "environ: skipped") {
			t.Errorf("%s: %s", arg, stderr.String())
		}
	}
}
