package jsonscan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/record"
)

// TestUnsure checks which places of a record are in question when something in it is not as its decoder asks for.
func TestUnsure(t *testing.T) {
	outer, inner := jsonscan.NewKeys("n", "in?", "list?"), jsonscan.NewKeys("s", "m?")
	item := jsonscan.NewKeys("s")
	read := func(s *jsonscan.Scanner) {
		for o := s.Object(&outer, ""); s.Member(&o); {
			switch o.Field {
			case 0:
				s.Int(100)
			case 1:
				for o := s.Object(&inner, "/in"); s.Member(&o); {
					_ = s.String()
				}
			case 2:
				for a := s.Array(); s.Item(&a); {
					for o := s.ItemObject(&item, "/list", a.Index); s.Member(&o); {
						_ = s.String()
					}
				}
			}
		}
	}
	whole := func(path string) record.Unsure { return record.Unsure{Path: path, Whole: true} }
	for text, want := range map[string][]record.Unsure{
		`{"n":1,"in":{"s":"x"}}`:                             nil,
		`{"n":101}`:                                          {whole("/n")},
		`{"n":1,"in":{"s":1,"m":"x"}}`:                       {whole("/in/s")},
		`{"in":{"m":1,"s":1},"n":1.5}`:                       {whole("/in/m"), whole("/in/s"), whole("/n")},
		`{"n":1,"in":{"m":"x"}}`:                             {{Path: "/in"}},
		`{"in":{"m":1}}`:                                     {{}, {Path: "/in"}, whole("/in/m")},
		`{"n":1,"in":7}`:                                     {whole("/in")},
		`{"n":1,"in":{"s":"x","S":"y"}}`:                     {{Path: "/in"}},
		`{"n":1,"list":[{"s":"x"},{"s":1}]}`:                 {whole("/list")},
		`{"n":1,"list":[{"s":"x"},{}],"in":{"s":"x","m":1}}`: {whole("/in/m"), whole("/list")},
		`{"n":1`:  {whole("")},
		`[1,2,3]`: {whole("")},
	} {
		s := jsonscan.New(record.Limits{Size: 1 << 20, Depth: 64})
		for range 2 { // the second time with what was learnt
			s.Extra = nil
			s.Start(record.Pad(nil, []byte(text)), 0)
			read(s)
			if diff := cmp.Diff(want, append([]record.Unsure(nil), s.Unsure()...)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", text, diff)
			}
		}
	}
}
