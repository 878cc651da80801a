package dnsfilter

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/sample"
)

// The size of the world that samples are drawn from.
const (
	sampleDevices = 3000
	sampleDomains = 2000
)

// world is what the samples of one seed have in common: who asks for what.
type world struct {
	sample.World

	devices []Device
	domains []domain
}

// A domain is blocked for reasons, or allowed if it is listed.
type domain struct {
	name, root string
	reasons    []Reason
	listed     bool
}

var (
	roots    = []string{"example.com", "example.org", "example.net", "example.co.uk", "bücher.example", "a2z.example"}
	hosts    = []string{"www", "api", "cdn", "mail", "static.assets", "global.help-panel.docs", "telemetry"}
	hardware = []string{"MacBook Pro (16-inch, M1 Pro, Late 2021)", "ThinkPad X1 Carbon", `27" iMac`, "Surface Laptop 5", ""}
	nameless = []string{"No hostname", "No device"}
	reasons  = []Reason{
		{"category:social-networks", "Social Networks"}, {"category:gambling", "Gambling"}, {"category:dating", "Dating"},
		{"category:piracy", "Piracy"}, {"category:streaming", "Video Streaming"}, {"category:games", "Online Games"},
	}
)

func newWorld(seed uint64) *world {
	w := &world{World: sample.NewWorld(seed)}
	for i := range sampleDevices {
		w.devices = append(w.devices, w.device(i))
	}
	for i := range sampleDomains {
		d := domain{root: sample.Any(&w.World, roots), listed: w.IntN(20) == 0}
		d.root = sample.Any(&w.World, sample.Animals) + strconv.Itoa(i%400) + "." + d.root
		d.name = sample.Any(&w.World, hosts) + "." + d.root
		if w.IntN(8) == 0 {
			d.name = d.root
		}
		if !d.listed && w.IntN(6) == 0 {
			first := w.IntN(len(reasons))
			d.reasons = reasons[first:min(len(reasons), first+1+w.IntN(2))]
		}
		w.domains = append(w.domains, d)
	}
	return w
}

func (w *world) device(i int) Device {
	owner := sample.Any(&w.World, sample.Families)
	d := Device{
		ID:   base64.StdEncoding.EncodeToString([]byte("Device:" + strconv.Itoa(1_200_000+i))),
		Name: owner + "'s laptop",
		Model: flowtrail.Some(Model{
			Hostname:     fmt.Sprintf("%s-%d.local", owner, i),
			LocalName:    sample.Any(&w.World, hardware),
			SerialNumber: fmt.Sprintf("XYZ%07d", w.IntN(10_000_000)),
		}),
	}
	switch w.IntN(16) {
	case 0: // nobody has logged in
		d.ID = fmt.Sprintf("4C4C4544-%04X-3510-8052-%012X", w.IntN(1<<16), w.Int64N(1<<48))
		d.Name = sample.Any(&w.World, nameless)
	case 1, 2, 3: // the other documented form
		d.Model = flowtrail.Optional[Model]{}
	}
	return d
}

// next makes e the next event.
func (w *world) next(e *Event) {
	w.Tick(50_000)
	who, what := w.Few(len(w.devices)), &w.domains[w.Few(len(w.domains))]
	*e = Event{
		Version: 1, Time: w.Time(time.Microsecond), Domain: what.name, Root: what.root,
		Device:     w.devices[who],
		Connection: Connection{ClientIP: w.ClientIP(who), Protocol: ProtocolDNSOverHTTPS},
		Status:     StatusDefault,
		Reasons:    append(e.Reasons[:0], what.reasons...),
		Extra:      w.Extra(),
	}
	switch {
	case what.listed:
		e.Status = StatusAllowed
	case len(what.reasons) > 0:
		e.Status = StatusBlocked
	}
}
