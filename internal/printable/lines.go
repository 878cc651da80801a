package printable

import "strings"

// Lines escapes text of several lines, as [Text] does each of them. Tabs stay.
func Lines(s string) string {
	if Text(s) == s {
		return s
	}
	var b strings.Builder
	for line := range strings.Lines(s) {
		line, ended := strings.CutSuffix(line, "\n")
		for i, part := range strings.Split(line, "\t") {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(Text(part))
		}
		if ended {
			b.WriteByte('\n')
		}
	}
	return b.String()
}
