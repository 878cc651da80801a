package s3sync

import (
	"encoding/json"
	"iter"
	"math/rand/v2"
	"strconv"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/dnsfilter"
	"github.com/flowtrail/flowtrail/networkevent"
)

// samples interleaves the samples of all streams as a busy network does, and now and then a stream that is not known.
func samples(seed uint64, next func() *Record) iter.Seq[*Record] {
	return func(yield func(*Record) bool) {
		random := rand.New(rand.NewPCG(seed, 0x73337379))
		network := newSampler(networkevent.JSON, seed)
		defer network.stop()
		dns := newSampler(dnsfilter.JSON, seed)
		defer dns.stop()
		audit := newSampler(auditlog.JSON, seed)
		defer audit.stop()
		loss := newSampler(dlp.JSON, seed)
		defer loss.stop()
		for {
			r := next()
			switch n := random.IntN(1000); {
			case n < 600:
				r.Event = network.next(r)
			case n < 960:
				r.Event = dns.next(r)
			case n < 985:
				ev := audit.next(r)
				for ev.Form.Bare { // the Admin Console exports such records, the sync does not
					ev = audit.next(r)
				}
				r.Event = ev
			case n < 995:
				r.Event = loss.next(r)
			default:
				raw := `{"event_type":"authentication","event":{"version":"1","id":` + strconv.Itoa(random.IntN(1e6)) + `}}`
				r.Event = &Unknown{Stream: "authentication", Raw: json.RawMessage(raw)}
			}
			if !yield(r) {
				return
			}
		}
	}
}

// A sampler makes the samples of one stream.
type sampler[T any] struct {
	draw   func() (*T, bool)
	stop   func()
	last   *T
	holder *Record // of the last
}

func newSampler[T any](codec *flowtrail.Codec[T], seed uint64) *sampler[T] {
	s := new(sampler[T])
	s.draw, s.stop = iter.Pull(codec.Format().Samples(seed, func() *T {
		if s.last == nil {
			return new(T)
		}
		return s.last
	}))
	return s
}

// next returns the next sample, which is for r: in the memory of the last one, if that was for r as well.
func (s *sampler[T]) next(r *Record) *T {
	if r != s.holder {
		s.last, s.holder = nil, r
	}
	s.last, _ = s.draw()
	return s.last
}
