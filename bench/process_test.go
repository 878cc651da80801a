package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// benchmarkProcess measures a whole process, with two threads, that reads a file which is in the system's memory.
func benchmarkProcess(b *testing.B, lib, file, name string, args ...string) {
	b.Helper()
	benchmarkExit(b, lib, 0, file, name, args...)
}

// benchmarkExit does what benchmarkProcess does with a process that ends with an exit code.
func benchmarkExit(b *testing.B, lib string, code int, file, name string, args ...string) {
	b.Helper()
	b.Run("lib="+lib, func(b *testing.B) {
		in, err := os.Open(file)
		check(b, err)
		_, err = io.Copy(io.Discard, in)
		check(b, err)
		check(b, in.Close())
		most := int64(0)
		for b.Loop() {
			cmd := exec.Command(name, args...)
			peak, err := run(cmd)
			if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != code {
				b.Fatalf("the exit code should be %d: %v", code, err)
			}
			most = max(most, peak)
		}
		if most > 0 {
			b.ReportMetric(float64(most), "peak-B")
		}
	})
}

// run runs a process and returns the most memory that was resident, 0 if that cannot be known.
func run(cmd *exec.Cmd) (peak int64, err error) {
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	cmd.Env = append(os.Environ(), "GOMAXPROCS=2")
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	done := make(chan struct{})
	peaks := make(chan int64)
	go func() { peaks <- peakMemory(cmd.Process.Pid, done) }()
	err = cmd.Wait()
	close(done)
	if err != nil {
		err = fmt.Errorf("%s: %w: %s", strings.Join(cmd.Args, " "), err, stderr.Bytes())
	}
	return <-peaks, err
}

// peakMemory asks again and again, since the resource usage that the system reports at the end will not do: it begins
// with the memory of the process that forked.
func peakMemory(pid int, done <-chan struct{}) (peak int64) {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return peak
		case <-tick.C:
			peak = max(peak, highWater(pid))
		}
	}
}

// highWater returns the most memory that was resident in a process so far, 0 where there is no /proc.
func highWater(pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, after, _ := bytes.Cut(status, []byte("VmHWM:"))
	var kilobytes int64
	fmt.Sscanf(string(after), "%d kB", &kilobytes)
	return kilobytes << 10
}

// flowtrailTool returns the path of flowtrail's tool.
func flowtrailTool(tb testing.TB) string {
	if *tool != "" {
		return *tool
	}
	return program(tb, filepath.Join("..", "cmd", "flowtrail"))
}

// program returns the path of the program in a directory, which is built if it is missing.
func program(tb testing.TB, dir string) string {
	tb.Helper()
	path := filepath.Join(*work, filepath.Base(dir))
	if _, err := os.Stat(path); err == nil {
		return path
	}
	if text, err := exec.Command("go", "-C", dir, "build", "-o", path, ".").CombinedOutput(); err != nil {
		tb.Fatalf("%v: %s", err, text)
	}
	return path
}
