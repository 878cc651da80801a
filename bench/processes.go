package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/flowtrail/flowtrail/networkevent"
)

// processes are the experiments with whole processes: the tool, this program as DuckDB, and gzip.
type processes struct {
	files   *files
	tool    string
	toolErr error // why there is no tool
	self    string
	records int // to generate
}

// newProcesses builds the tool in dir.
func newProcesses(files *files, dir string, records int) (*processes, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p := &processes{files: files, tool: filepath.Join(dir, "flowtrail"), self: self, records: records}
	build := exec.Command("go", "build", "-o", p.tool, ".")
	build.Dir = filepath.Join("..", "cmd", "flowtrail")
	if text, err := build.CombinedOutput(); err != nil {
		why := strings.ReplaceAll(strings.TrimSpace(string(text)), "\n", "; ")
		p.toolErr = fmt.Errorf("the tool cannot be built: %w: %s", err, why)
	}
	return p, nil
}

// validate is the tool that validates a file.
func (p *processes) validate(f file) contender { return reading(f, p.tool, "validate", f.path) }

// with returns the contenders that use makes of files.
func (p *processes) with(use func(...file) []contender, open ...func() (file, error)) func() ([]contender, error) {
	return func() ([]contender, error) {
		if p.toolErr != nil {
			return nil, p.toolErr
		}
		var opened []file
		for _, open := range open {
			f, err := open()
			if err != nil {
				return nil, err
			}
			opened = append(opened, f)
		}
		return use(opened...), nil
	}
}

func (p *processes) validations() []experiment {
	validate := func(format string, open func() (file, error), at target) experiment {
		return experiment{
			claims:     []claim{{"validate " + format + ", whole process, 2 threads", "", speed, at}},
			contenders: p.with(func(f ...file) []contender { return []contender{p.validate(f[0])} }, open),
		}
	}
	return []experiment{
		validate("JSON", p.files.events, atLeast(1000)),
		validate("CSV", p.files.rows, atLeast(800)),
	}
}

func (p *processes) decompressions() []experiment {
	validate := func(format string, open func() (file, error)) experiment {
		return experiment{
			claims: []claim{{"validate " + format + ".gz, whole process, 2 threads", "gzip -dc", took, atMost(1.2)}},
			contenders: p.with(func(f ...file) []contender {
				return []contender{p.validate(f[0]), reading(f[0], "gzip", "-dc", f[0].path)}
			}, open),
		}
	}
	return []experiment{validate("JSON", p.files.packedEvents), validate("CSV", p.files.packedRows)}
}

// growth is about ten times the records, too many to be kept in files.
func (p *processes) growth() []experiment {
	const work, beside = "generate | validate JSON, 10 times the records", "a tenth of them"
	return []experiment{{
		claims: []claim{{work, beside, took, atMost(10.5)}, {work + ": memory", beside, memory, atMost(1.1)}},
		contenders: p.with(func(f ...file) []contender {
			return []contender{p.piped(10 * f[0].Records), p.piped(f[0].Records)}
		}, p.files.events),
	}}
}

// piped is the tool that validates so many events while it generates them. The memory is that of validating.
func (p *processes) piped(records int64) contender {
	return func() (sample, error) {
		generate := exec.Command(p.tool, "generate", networkevent.JSON.Name(), "--records", strconv.FormatInt(records, 10))
		text, err := generate.StdoutPipe()
		if err != nil {
			return sample{}, err
		}
		if err := generate.Start(); err != nil {
			return sample{}, err
		}
		validate := exec.Command(p.tool, "validate", "-")
		validate.Stdin = text
		s, err := run(validate)
		return s, errors.Join(err, generate.Wait())
	}
}

func (p *processes) generations() []experiment {
	generate := func(name string) experiment {
		args := []string{"generate", name, "--records", strconv.Itoa(p.records), "--seed", "1"}
		return experiment{
			claims:     []claim{{"generate " + name + ", whole process", "", speed, atLeast(300)}},
			contenders: p.with(func(...file) []contender { return []contender{p.generator(args)} }),
		}
	}
	return []experiment{generate(networkevent.JSON.Name()), generate(networkevent.CSV.Name())}
}

// generator is the tool as it writes an output, of which the size is found out first.
func (p *processes) generator(args []string) contender {
	return func() (sample, error) {
		size := counter{Writer: io.Discard}
		if err := capture(&size, p.tool, args...); err != nil {
			return sample{}, err
		}
		return process(size.n, p.tool, args...)()
	}
}
