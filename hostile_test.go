package flowtrail_test

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// TestHostileRecords reads small inputs that are made to take much memory: findings and paths are bounded, and so is what is
// allocated in all, temporary or not. A path kept for each item or duplicate would be gigabytes.
func TestHostileRecords(t *testing.T) {
	nested := func(name, inner string) string {
		return `{"event_type":"network","event":` + strings.Repeat(`{"`+name+`":`, 58) + inner + strings.Repeat("}", 58) + "}"
	}
	long := strings.Repeat("n", 3300)
	for name, text := range map[string]string{
		"duplicates below long names": nested(long, `{"":0`+strings.Repeat(`,"":0`, 10_000)+"}"),
		"items below long names":      nested(long, "[0"+strings.Repeat(",0", 50_000)+"]"),
		"unclosed records":            "[\n" + strings.Repeat("{\"a\":\n", 5000) + "]",
		"brackets without end":        `[{"event_type":"network","event":` + strings.Repeat("[", 5_000_000),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		found := 0
		for _, err := range networkevent.JSON.Read(strings.NewReader(text)) {
			var bad *flowtrail.RecordError
			if !errors.As(err, &bad) {
				continue
			}
			found++
			if len(bad.Violations) > 101 || len(bad.Violations[0].Path) > 520 {
				t.Errorf("%s: %d findings, a path of %d bytes", name, len(bad.Violations), len(bad.Violations[0].Path))
			}
		}
		runtime.ReadMemStats(&after)
		if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; found == 0 || mb > 512 {
			t.Errorf("%s: %d invalid records, %d MB allocated", name, found, mb)
		}
	}
}
