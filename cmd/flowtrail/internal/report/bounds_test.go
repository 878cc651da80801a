package report_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/report"
	"github.com/flowtrail/flowtrail/networkevent"
)

// flood reports so many files with so many findings each, all at paths of their own, and returns the reports.
func flood(files, findings int, formats ...string) map[string]string {
	texts := make([]strings.Builder, len(formats))
	var reporters []report.Reporter
	for i, format := range formats {
		reporters = append(reporters, report.New(format, &texts[i], report.Options{Most: 1000}))
	}
	run := report.NewRun(report.NewRedactor(report.Full, nil), nil, reporters...)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range files {
		f := &report.File{Name: fmt.Sprintf("f%d", i), Type: "networkevent.json", Read: true, Records: int64(findings), Invalid: int64(findings)}
		tally := run.Tally(networkevent.JSON)
		for j := range findings {
			v := flowtrail.Violation{Position: flowtrail.Position{File: f.Name, Record: int64(j + 1), Line: j + 1, Column: 1}, Rule: flowtrail.RuleAdditionalProperties}
			v.Path, v.Message = fmt.Sprintf("/%016x%016x%016x", random.Uint64(), random.Uint64(), random.Uint64()), strings.Repeat("is not known", 20)
			if found := tally.Add(&v, true); found != nil {
				run.Finding(found)
			}
		}
		run.File(f, tally)
	}
	run.End("", 1)
	all := map[string]string{}
	for i, format := range formats {
		all[format] = texts[i].String()
	}
	return all
}

// TestBounds checks that reports stay within what platforms take, that they say what they leave out, and that totals are exact.
func TestBounds(t *testing.T) {
	const files, findings = 30, 1200
	all := flood(files, findings, report.Formats()...)
	for format, most := range map[string]int{"github": 64 << 10, "markdown": 1000 << 10, "junit": 30 << 20} {
		if n := len(all[format]); n > most {
			t.Errorf("%s has %d bytes", format, n)
		}
	}
	for format, want := range map[string]string{
		"text": "35000 more findings not shown", "json": `"not_shown":35000`, "sarif": "5030 results with 6224 findings not in this report",
		"junit": "9000 more totals not shown", "markdown": "9500 more totals not shown", "github": "9990 more error annotations not shown",
		"gitlab": "5030 more issues not in this report, the first in f24",
	} {
		if !strings.Contains(all[format], want) {
			t.Errorf("%s does not say %q: …%s", format, want, all[format][max(len(all[format])-500, 0):])
		}
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write([]byte(all["sarif"]))
	w.Close()
	if packed.Len() > 10_000_000 {
		t.Errorf("sarif has %d bytes compressed", packed.Len())
	}
	checkSARIF(t, all["sarif"])
	checkGitLab(t, all["gitlab"])
	checkJUnit(t, all["junit"])
	var summary struct{ Totals []struct{ Findings int } }
	last := all["json"][strings.LastIndex(strings.TrimSpace(all["json"]), "\n")+1:]
	if err := json.Unmarshal([]byte(last), &summary); err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, total := range summary.Totals {
		sum += total.Findings
	}
	if sum != files*findings || len(summary.Totals) != 10000 {
		t.Errorf("%d totals of %d findings", len(summary.Totals), sum)
	}
}

// TestFingerprints checks that records before a finding do not change its fingerprint.
func TestFingerprints(t *testing.T) {
	prints := func(text string) (all []string) {
		var sarif struct {
			Runs []struct {
				Results []struct{ PartialFingerprints map[string]string }
			}
		}
		if err := json.Unmarshal([]byte(plain.reported("sarif", input{"f", text})), &sarif); err != nil {
			t.Fatal(err)
		}
		for _, result := range sarif.Runs[0].Results {
			all = append(all, result.PartialFingerprints["primaryLocationLineHash"])
		}
		return all
	}
	text := inputs()[1].text
	if diff := cmp.Diff(prints(text), prints(strings.Repeat(event, 50)+text)); diff != "" || len(prints(text)) != 4 {
		t.Error(diff)
	}
}

// TestRules checks that the table of rules is that of package flowtrail.
func TestRules(t *testing.T) {
	dir, err := moduleDir("github.com/flowtrail/flowtrail")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile(filepath.Join(dir, "doc.go"))
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for line := range strings.Lines(string(doc)) {
		if id, short, ok := strings.Cut(strings.TrimPrefix(line, "//\t"), "  "); ok && strings.HasPrefix(line, "//\t") && !strings.ContainsAny(id, " .({") {
			short = strings.ReplaceAll(strings.TrimSpace(short), "with Strict", "with --strict")
			want = append(want, id+": "+strings.ReplaceAll(short, "MaxFindings", "are reported"))
		}
	}
	if diff := cmp.Diff(want, report.RuleTable()); diff != "" {
		t.Error(diff)
	}
}

// TestOutput checks that an output takes the place of an older one only when it is complete.
func TestOutput(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "report.json")
	for _, text := range []string{"one", "two"} {
		o, err := report.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		o.WriteString(text)
		if old, err := os.ReadFile(path); err == nil && string(old) == text {
			t.Error("it is there before its end")
		}
		if err := o.Commit(); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(path); string(got) != text {
			t.Errorf("%q, not %q", got, text)
		}
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	o, err := report.Create(link)
	if err != nil {
		t.Fatal(err)
	}
	o.WriteString("three")
	o.Discard()
	if got, _ := os.ReadFile(path); string(got) != "two" {
		t.Errorf("%q after Discard", got)
	}
	if o, err = report.Create(link); err != nil {
		t.Fatal(err)
	}
	o.WriteString("four")
	if err := o.Commit(); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "four" {
		t.Errorf("a link has become a file: %q", got)
	}
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Errorf("%d files are left", len(left))
	}
	for _, bad := range []string{dir, filepath.Join(dir, "none", "report")} {
		if _, err := report.Create(bad); err == nil {
			t.Errorf("%s can be written", bad)
		}
	}
}
