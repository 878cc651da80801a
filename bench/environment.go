package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// environment is what the numbers depend on.
type environment struct {
	Date     string   `json:"date"`
	Go       string   `json:"go"`
	System   string   `json:"system"`
	CPU      string   `json:"cpu"`
	Cores    int      `json:"cores"`
	Load     string   `json:"load"` // before anything was measured
	Versions []string `json:"versions"`
	Inputs   []input  `json:"inputs"`
}

// peers are the modules that flowtrail is compared with.
var peers = []string{
	"github.com/bytedance/sonic",
	"github.com/duckdb/duckdb-go/v2",
	"github.com/gocarina/gocsv",
	"github.com/jszwec/csvutil",
	"github.com/mailru/easyjson",
	"github.com/santhosh-tekuri/jsonschema/v5",
}

func newEnvironment() environment {
	e := environment{
		Date:   time.Now().UTC().Format(time.DateOnly),
		Go:     runtime.Version(),
		System: runtime.GOOS + "/" + runtime.GOARCH,
		CPU:    cpuModel(),
		Cores:  runtime.NumCPU(),
		Load:   load(),
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if slices.Contains(peers, m.Path) {
				e.Versions = append(e.Versions, m.Path+" "+m.Version)
			}
		}
	}
	e.Versions = append(e.Versions, "DuckDB "+duckdbVersion(), gzipVersion())
	return e
}

func cpuModel() string {
	info, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "unknown"
	}
	_, after, _ := bytes.Cut(info, []byte("model name"))
	line, _, _ := bytes.Cut(after, []byte("\n"))
	return strings.TrimLeft(string(line), "\t :")
}

// load returns how many processes were running on average in the last minute.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	minute, _, _ := strings.Cut(string(text), " ")
	return minute
}

func gzipVersion() string {
	text, err := exec.Command("gzip", "--version").Output()
	if err != nil {
		return "no gzip"
	}
	line, _, _ := strings.Cut(string(text), "\n")
	return line
}

func (e *environment) print(w io.Writer) {
	fmt.Fprintf(w, "%s, %s %s, %s, %d cores, load %s\n", e.Date, e.Go, e.System, e.CPU, e.Cores, e.Load)
	fmt.Fprintln(w, strings.Join(e.Versions, ", "))
	for _, in := range e.Inputs {
		fmt.Fprintf(w, "%s: %d records, %.1f MB\n", in.Name, in.Records, float64(in.Bytes)/1e6)
	}
}
