package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// run runs a whole process and measures it.
func run(cmd *exec.Cmd) (sample, error) {
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	cmd.Env = append(os.Environ(), "GOMAXPROCS=2")
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return sample{}, err
	}
	done := make(chan struct{})
	peak := make(chan int64)
	go func() { peak <- peakMemory(cmd.Process.Pid, done) }()
	err := cmd.Wait()
	s := sample{took: time.Since(start)}
	close(done)
	s.memory = <-peak
	if err != nil {
		why, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n")
		err = fmt.Errorf("%s %s: %w: %s", filepath.Base(cmd.Path), cmd.Args[1], err, why)
	}
	return s, err
}

// peakMemory returns the most memory that was resident while a process ran, 0 if that cannot be known. The resource
// usage that the system reports at the end will not do: it begins with the memory of this process, which forked.
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

// highWater returns the most memory that was resident in a process so far, 0 if that cannot be known.
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

// process is the contender that is a process of its own. It writes so many bytes.
func process(bytes int64, name string, args ...string) contender {
	return func() (sample, error) {
		s, err := run(exec.Command(name, args...))
		s.bytes = bytes
		return s, err
	}
}

// reading is the contender that is a process which reads a file from memory: what the system has dropped of it is read
// before.
func reading(f file, name string, args ...string) contender {
	measure := process(f.Bytes, name, args...)
	return func() (sample, error) {
		if err := f.load(); err != nil {
			return sample{}, err
		}
		return measure()
	}
}

// capture runs a process, of which the output goes to w.
func capture(w io.Writer, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Stdout = w
	_, err := run(cmd)
	return err
}
