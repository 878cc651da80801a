package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// foldInput names, for a process that another one of this program has started, the file that it folds.
const foldInput = "FLOWTRAIL_BENCH_FOLD"

// benchmarkSideBySide measures two processes that fold an input with one worker each at the same time: more than they reach, two
// workers of one process cannot reach on this machine.
func benchmarkSideBySide[T any](b *testing.B, codec *flowtrail.Codec[T], text []byte, want int) {
	self, err := os.Executable()
	check(b, err)
	input := filepath.Join(b.TempDir(), codec.Name())
	check(b, os.WriteFile(input, text, 0o666))
	var asks [2]io.WriteCloser
	var answers [2]*bufio.Scanner
	for i := range asks {
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), foldInput+"="+input, "GOMAXPROCS=1")
		cmd.Stderr = os.Stderr
		asks[i], err = cmd.StdinPipe()
		check(b, err)
		out, err := cmd.StdoutPipe()
		check(b, err)
		answers[i] = bufio.NewScanner(out)
		check(b, cmd.Start())
		defer cmd.Wait()
		defer asks[i].Close()
	}
	benchmark(b, "lib=processes", 1, 2*len(text), 2*want, func() error {
		for _, ask := range asks {
			if _, err := io.WriteString(ask, "\n"); err != nil {
				return err
			}
		}
		for _, answer := range answers {
			if answer.Scan(); answer.Text() != fmt.Sprint(want) {
				return fmt.Errorf("%q records, not %d", answer.Text(), want)
			}
		}
		return nil
	})
}

// answer folds an input for every line that this process reads, and says how many records there are.
func answer(input string) error {
	text, err := os.ReadFile(input)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var n int
		if filepath.Base(input) == networkevent.JSON.Name() {
			n, err = fold(networkevent.JSON, text, 1)
		} else {
			n, err = fold(networkevent.CSV, text, 1)
		}
		if err != nil {
			return err
		}
		fmt.Println(n)
	}
	return lines.Err()
}
