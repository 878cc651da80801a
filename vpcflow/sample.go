package vpcflow

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"strconv"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/sample"
)

// The size of the world that samples are drawn from.
const (
	sampleFolders  = 12
	sampleMachines = 300
	samplePeers    = 2000
)

// period is how long the packets of a flow are aggregated.
const period = 5 * time.Minute

// world is what the samples of one seed have in common: which machines talk to whom.
type world struct {
	sample.World

	paths    [][]Resource // to folders
	machines []machine
	peers    []netip.Addr
}

// A machine is one end of all flows. It is a server of BareMetal, or a virtual machine.
type machine struct {
	id, subnet string
	folder     int
	addr       netip.Addr
	iface      int64
	bareMetal  bool
}

func newWorld(seed uint64) *world {
	w := &world{World: sample.NewWorld(seed)}
	w.Clock = time.Date(2026, 5, 7, 10, 15, 0, 0, time.UTC)
	organization := resource(ResourceOrganization, w.id("bpf"), "example")
	clouds := []Resource{resource(ResourceCloud, w.id("b1g"), "cloud-prod"), resource(ResourceCloud, w.id("b1g"), "облако")}
	for i := range sampleFolders {
		path := []Resource{organization, clouds[i%len(clouds)], resource(ResourceFolder, w.id("b1g"), "folder-"+strconv.Itoa(i))}
		switch i % 4 {
		case 1:
			path = path[1:] // as in older logs
		case 2:
			path[2].Name = flowtrail.Optional[string]{}
		}
		w.paths = append(w.paths, path)
	}
	for i := range sampleMachines {
		m := machine{
			id: w.id("fhm"), subnet: w.id("e9b"), folder: w.IntN(sampleFolders), iface: int64(w.IntN(8)), bareMetal: w.IntN(8) == 0,
			addr: netip.AddrFrom4([4]byte{10, 128, byte(i >> 8), byte(i)}),
		}
		if i%20 == 19 {
			m.addr = netip.MustParseAddr("2001:db8:10::" + strconv.FormatInt(int64(i), 16))
		}
		w.machines = append(w.machines, m)
	}
	for range samplePeers {
		w.peers = append(w.peers, w.PublicIP())
	}
	return w
}

func resource(kind, id, name string) Resource {
	return Resource{Type: flowtrail.Some(kind), ID: flowtrail.Some(id), Name: flowtrail.Some(name)}
}

// id returns an id of 20 characters, as resources of the cloud have them.
func (w *world) id(prefix string) string {
	const letters = "0123456789abcdefghijklmnopqrstuv"
	id := []byte(prefix)
	for len(id) < 20 {
		id = append(id, letters[w.IntN(len(letters))])
	}
	return string(id)
}

// next makes e the next event.
func (w *world) next(e *Event) {
	w.Clock = w.Clock.Add(time.Duration(1+w.IntN(40_000_000)) * time.Nanosecond)
	m := &w.machines[w.Few(len(w.machines))]
	path := append(e.ResourceMetadata.V.Path.V[:0], w.paths[m.folder]...)
	*e = Event{
		ID: mostly(w, w.id("enp")), Source: mostly(w, "network"), Type: TypeVPC, Time: mostly(w, w.Time(time.Nanosecond)),
		ResourceMetadata: mostly(w, ResourceMetadata{Path: mostly(w, path)}),
		Status:           mostly(w, StatusDone),
		Details:          mostly(w, w.flow(m)),
	}
	if m.bareMetal {
		e.Type, e.Source = TypeBareMetal, flowtrail.Some("baremetal")
	}
	if d := &e.Details.V; m.bareMetal && e.Details.Valid {
		none := flowtrail.Optional[int64]{}
		d.IfaceIdx, d.IfaceGen, d.Session, d.FlowIdx = none, none, none, none
		d.Action, d.Reason, d.NAT, d.VMUUID = flowtrail.Optional[string]{}, flowtrail.Optional[string]{}, flowtrail.Optional[string]{}, flowtrail.Optional[string]{}
		for _, r := range w.paths[m.folder] {
			if r.Type.V == ResourceFolder {
				d.FolderID = r.ID
			}
		}
	}
	w.variety(e)
}

// flow returns a flow between a machine and one of its peers.
func (w *world) flow(m *machine) Details {
	end := w.Clock.Truncate(period)
	packets := max(1, w.Bytes(40))
	bytes := packets
	if packets < 1<<40 {
		bytes *= int64(60 + w.IntN(1400))
	}
	d := Details{
		IfaceIdx: mostly(w, m.iface), IfaceGen: mostly(w, int64(1)),
		Session: mostly(w, int64(w.Uint64())), FlowIdx: mostly(w, int64(w.IntN(4096))),
		Action: mostly(w, "accept"), IPVersion: mostly(w, int64(4)), Protocol: mostly(w, ProtocolTCP),
		SrcAddr: mostly(w, m.addr), DstAddr: mostly(w, w.peers[w.Few(len(w.peers))]), Direction: mostly(w, DirectionEgress),
		Reason: mostly(w, "default"), NAT: mostly(w, ""),
		SrcPort: mostly(w, uint16(32_768+w.IntN(28_000))), DstPort: mostly(w, sample.Any(&w.World, []uint16{22, 53, 80, 443, 443, 443, 8443})),
		AggStart: mostly(w, end.Add(-period)), AggEnd: mostly(w, end),
		Packets: mostly(w, packets), Bytes: mostly(w, bytes), TCPFlags: mostly(w, []string{"0x02", "0x12", "0x18", "0x1b"}[w.Few(4)]),
		VMUUID: mostly(w, m.id), SubnetID: mostly(w, m.subnet),
	}
	if m.addr.Is6() {
		d.IPVersion, d.DstAddr = flowtrail.Some(int64(6)), flowtrail.Some(netip.MustParseAddr(fmt.Sprintf("2001:db8::%x", 1+w.Few(500))))
	}
	if w.IntN(3) == 0 {
		d.SrcAddr, d.DstAddr, d.SrcPort, d.DstPort, d.Direction = d.DstAddr, d.SrcAddr, d.DstPort, d.SrcPort, flowtrail.Some(DirectionIngress)
	}
	switch n := w.IntN(100); {
	case n < 20:
		d.Protocol, d.TCPFlags = flowtrail.Some(ProtocolUDP), flowtrail.Optional[string]{}
	case n < 24: // its ports are left out, as what is zero may be
		d.Protocol, d.TCPFlags = flowtrail.Some(ProtocolICMP), flowtrail.Optional[string]{}
		d.SrcPort, d.DstPort = flowtrail.Optional[uint16]{}, flowtrail.Optional[uint16]{}
	case n < 25:
		d.Protocol, d.TCPFlags = flowtrail.Some(ProtocolGRE), flowtrail.Some("")
		d.SrcPort, d.DstPort = flowtrail.Some(uint16(0)), flowtrail.Some(uint16(0))
	}
	return d
}

func mostly[V any](w *world, v V) flowtrail.Optional[V] { return sample.Mostly(&w.World, v) }

// variety gives some events more or less than most of them have.
func (w *world) variety(e *Event) {
	switch w.IntN(100) {
	case 0:
		e.Status = flowtrail.Some(StatusError)
	case 1:
		e.ResourceMetadata.V.Path.V = e.ResourceMetadata.V.Path.V[:0]
	case 2:
		w.thin(e.ResourceMetadata.V.Path.V)
	case 3:
		if e.Details.Valid {
			e.Details.V.SrcAddr = flowtrail.Some(netip.Addr{})
		}
	case 4:
		if e.Details.Valid {
			e.Extra = map[string]json.RawMessage{"/details/vpc_id": json.RawMessage(`"` + w.id("enp") + `"`)}
		}
	case 5, 6:
		e.InLogEntry = true
		e.Extra = map[string]json.RawMessage{"/level": json.RawMessage(`"INFO"`), "/timestamp": json.RawMessage(w.Clock.Format(`"` + time.RFC3339Nano + `"`))}
	}
}

// thin leaves out what tells a resource of a path.
func (w *world) thin(path []Resource) {
	if len(path) == 0 {
		return
	}
	if r := &path[w.IntN(len(path))]; w.IntN(2) == 0 {
		r.Type = flowtrail.Optional[string]{}
	} else {
		r.ID = flowtrail.Optional[string]{}
	}
}
