package main

import (
	"bufio"
	"bytes"
	"strings"
	"testing"
	"time"
)

// TestSections checks that sections are printed in their order, and that one that holds much waits.
func TestSections(t *testing.T) {
	var stdout bytes.Buffer
	out := &output{w: bufio.NewWriter(&stdout), waiting: time.NewTimer(time.Hour)}
	to := &printer{console: &console{stdout: out, stderr: out}}
	over := make(chan struct{})
	first, second := &section{to: to, turn: now}, &section{to: to, turn: over}

	second.say("%s", "2a")
	first.say("%s", "1a")
	second.say("%s", "2b")
	waits, waited := strings.Repeat("w", mostHeld), make(chan struct{})
	go func() {
		second.say("%s", waits)
		second.say("%s", "2c")
		close(waited)
	}()
	select {
	case <-waited:
		t.Error("more is held than may be")
	case <-time.After(20 * time.Millisecond):
	}
	first.say("%s", "1b")
	close(over)
	<-waited
	out.flush()
	if got := strings.ReplaceAll(stdout.String(), waits, "w"); got != "1a\n1b\n2a\n2b\nw\n2c\n" || to.held.Load() != 0 {
		t.Errorf("%q, %d bytes are still held", got, to.held.Load())
	}
}
