package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/cmd/flowtrail/internal/inert"
)

// How much a report of JUnit holds. Servers refuse large ones.
const (
	mostJUnit       = 28 << 20
	mostJUnitGroups = 50 // of a file
)

// A junit writes the XML of JUnit: a test case for each file. Its totals come first, so it is written at the end.
type junit struct {
	w     io.Writer
	names map[string]bool
	cases bytes.Buffer

	tests, failures, errors, skipped, left int64
}

func newJUnit(w io.Writer) *junit { return &junit{w: w, names: map[string]bool{}} }

type junitCase struct {
	XMLName xml.Name      `xml:"testcase"`
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Time    string        `xml:"time,attr"` // some servers want it; reports have no clock in them
	Skipped *junitOutcome `xml:"skipped"`
	Error   *junitOutcome `xml:"error"`
	Failure *junitOutcome `xml:"failure"`
	Out     string        `xml:"system-out,omitempty"`
}

type junitOutcome struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

func (j *junit) Finding(*Finding) {}

func (j *junit) File(f *File) {
	c := junitCase{Name: inert.Name(f.Name), Class: "flowtrail"}
	if f.Type != "" {
		c.Class += "." + f.Type
	}
	text := junitText(f)
	switch {
	case f.Failure != nil:
		c.Error = &junitOutcome{string(ruleUnreadable), inert.Cut(inert.Text(f.Failure.Message), mostMessage), f.Failure.text(f.Name) + "\n" + text}
	case f.Errors > 0:
		c.Failure = &junitOutcome{"findings", f.held() + ", " + plural(f.Errors+f.Warnings, "finding"), text}
	case f.Note != "":
		c.Skipped = &junitOutcome{"left-out", inert.Cut(inert.Text(f.Note), mostMessage), ""}
	case f.Warnings > 0:
		c.Out = text
	}
	j.add(c)
}

// add adds a test case, with a name of its own.
func (j *junit) add(c junitCase) {
	name := c.Name
	for n := 2; j.names[c.Name]; n++ { // as may be where characters are escaped
		c.Name = name + " (" + strconv.Itoa(n) + ")"
	}
	j.names[c.Name] = true
	c.Time = "0"
	for _, o := range []struct {
		outcome *junitOutcome
		n       *int64
	}{{c.Skipped, &j.skipped}, {c.Error, &j.errors}, {c.Failure, &j.failures}} {
		if o.outcome != nil {
			*o.n++
		}
	}
	j.tests++
	text, err := xml.Marshal(c)
	if err != nil {
		panic(err) // it is made of strings
	}
	text = lineEnds(text)
	if j.cases.Len()+len(text) > mostJUnit {
		j.left++
		return
	}
	j.cases.Write(append(text, '\n'))
}

// junitText returns the findings of a file by rule.
func junitText(f *File) string {
	var b strings.Builder
	written := map[flowtrail.Rule]bool{}
	groups := f.all()
	shown := min(len(groups), mostJUnitGroups)
	for i, first := range groups[:shown] {
		if written[first.Rule] {
			continue
		}
		written[first.Rule] = true
		fmt.Fprintf(&b, "%s:\n", first.Rule)
		for _, g := range groups[i:shown] {
			if g.Rule != first.Rule {
				continue
			}
			fmt.Fprintf(&b, "  %s\n", inert.Cut(g.summed(false), mostMessage))
			for _, one := range g.First {
				fmt.Fprintf(&b, "    %s\n", one.place())
			}
		}
	}
	if n := len(groups) - shown; n > 0 {
		fmt.Fprintf(&b, "%s of rule and path not shown\n", plural(int64(n), "more group"))
	}
	return b.String()
}

func (j *junit) End(s *Summary) {
	for _, path := range s.Empty {
		j.add(junitCase{Name: inert.Name(path) + ": records", Class: "flowtrail", Failure: &junitOutcome{string(ruleNoRecords), "no records", ""}})
	}
	attributes := fmt.Sprintf(`tests="%d" failures="%d" errors="%d"`, j.tests, j.failures, j.errors)
	fmt.Fprintf(j.w, "%s<testsuites name=\"flowtrail\" time=\"0\" %s>\n<testsuite name=\"flowtrail\" time=\"0\" %[2]s skipped=\"%d\">\n", xml.Header, attributes, j.skipped)
	j.w.Write(j.cases.Bytes())
	out := s.Line() + "\n"
	if j.left > 0 {
		out += plural(j.left, "more test case") + " not in this report, which is as large as servers take\n"
	}
	for _, line := range s.Lines(mostTotalLines) {
		out += line + "\n"
	}
	var escaped bytes.Buffer
	xml.EscapeText(&escaped, []byte(out))
	fmt.Fprintf(j.w, "<system-out>%s</system-out>\n</testsuite>\n</testsuites>\n", lineEnds(escaped.Bytes()))
}

// lineEnds returns XML with ends of lines as they are, for people. No attribute has any.
func lineEnds(text []byte) []byte { return bytes.ReplaceAll(text, []byte("&#xA;"), []byte("\n")) }

// mostTotalLines is how many totals are listed where a report must not grow large.
const mostTotalLines = 1000
