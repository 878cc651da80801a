package s3sync_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail/s3sync"
)

func ExampleParseName() {
	at, err := s3sync.ParseName("logs/2025/2025-07-25T18:20:00+00:00.json")
	fmt.Println(at, err)
	_, err = s3sync.ParseName("report.json")
	fmt.Println(err)
	// Output:
	// 2025-07-25 18:20:00 +0000 UTC <nil>
	// "report.json" is not the name of a sync file, such as 2025-07-25T18:20:00+00:00.json
}

func ExampleFormatName() {
	name, err := s3sync.FormatName(time.Date(2025, 7, 25, 18, 20, 0, 0, time.UTC))
	fmt.Println(name, err)
	// Output: 2025-07-25T18:20:00+00:00.json <nil>
}

func TestNames(t *testing.T) {
	at := time.Date(2025, 7, 25, 18, 20, 0, 0, time.UTC)
	for _, name := range []string{
		"2025-07-25T18:20:00+00:00.json", "a/b/2025-07-25T18:20:00+00:00.json", "/2025-07-25T18:20:00+00:00.json",
		"2025-07-25T18%3A20%3A00%2B00%3A00.json", "2025-07-25T18%3a20%3a00+00%3a00.json", "2025-07-25T18:20:00+00:00.json.gz",
	} {
		if got, err := s3sync.ParseName(name); err != nil || !got.Equal(at) || got.Location() != time.UTC {
			t.Errorf("%s is of %v, %v", name, got, err)
		}
	}
	for _, name := range []string{
		"", "/", ".json", "2025-07-25T18:20:00+00:00", "2025-07-25T18:20:00Z.json", "2025-07-25T20:20:00+02:00.json", "2025-07-25T18:20:00-00:00.json",
		"2025-07-25T18:20:00.5+00:00.json", "2025-07-25T18:20:00,0+00:00.json", "2025-02-30T18:20:00+00:00.json", "2025-07-25T24:20:00+00:00.json",
		"2025-07-25T18:20:60+00:00.json", "2025-07-25T18:20+00:00.json", "2025-7-25T18:20:00+00:00.json", "x2025-07-25T18:20:00+00:00.json",
		"2025-07-25T18:20:00 00:00.json", "2025-07-25T18:20:00+00:00.json/x", ".2025-07-25T18:20:00+00:00.json.tmp",
		"2025-07-25T18:20:00+00:00.JSON", "2025-07-25T18%3A20%3A00%2B00%3A00.json%", "2025-07-25T18:20:00+00:00.json.gz.gz", "%2F2025-07-25T18:20:00+00:00.json",
	} {
		got, err := s3sync.ParseName(name)
		if err == nil {
			t.Errorf("%s is of %v", name, got)
		}
	}
	for _, wrong := range []time.Time{at.Add(1), at.AddDate(8000, 0, 0), at.AddDate(-3000, 0, 0), time.Date(9999, 12, 31, 23, 0, 0, 0, time.FixedZone("", -3600))} {
		if name, err := s3sync.FormatName(wrong); err == nil {
			t.Errorf("%v has the name %s", wrong, name)
		}
	}
}

func FuzzNames(f *testing.F) {
	f.Add(int64(1753467600), "2025-07-25T18:20:00+00:00.json")
	f.Add(int64(-62167219200), "2025-07-25T18%3A20%3A00%2B00%3A00.json.gz")
	f.Fuzz(func(t *testing.T, sec int64, name string) {
		at := time.Unix(sec, 0)
		if formatted, err := s3sync.FormatName(at); err == nil {
			if back, err := s3sync.ParseName(formatted); err != nil || !back.Equal(at) {
				t.Errorf("%v has the name %s, which is of %v, %v", at, formatted, back, err)
			}
		}
		parsed, err := s3sync.ParseName(name)
		if err != nil {
			return
		}
		formatted, err := s3sync.FormatName(parsed)
		if err != nil || len(name) == len(formatted) && name != formatted {
			t.Errorf("%s is of %v, which has the name %s, %v", name, parsed, formatted, err)
		}
	})
}
