package vpcflow

import (
	"strconv"
	"strings"
)

// Protocol is the number that IANA has assigned to a protocol over IP.
type Protocol uint8

// Some protocols.
const (
	ProtocolICMP   Protocol = 1
	ProtocolTCP    Protocol = 6
	ProtocolUDP    Protocol = 17
	ProtocolGRE    Protocol = 47
	ProtocolESP    Protocol = 50
	ProtocolICMPv6 Protocol = 58
	ProtocolSCTP   Protocol = 132
)

// String returns the protocol's name, such as "tcp", or its number if it has no constant here.
func (p Protocol) String() string {
	switch p {
	case ProtocolICMP:
		return "icmp"
	case ProtocolTCP:
		return "tcp"
	case ProtocolUDP:
		return "udp"
	case ProtocolGRE:
		return "gre"
	case ProtocolESP:
		return "esp"
	case ProtocolICMPv6:
		return "icmpv6"
	case ProtocolSCTP:
		return "sctp"
	}
	return strconv.Itoa(int(p))
}

// TCPFlags are the flags of the TCP packets of a flow, as bits.
type TCPFlags uint16

// The flags, as they stand in the header of a packet.
const (
	TCPFlagFIN TCPFlags = 1 << iota
	TCPFlagSYN
	TCPFlagRST
	TCPFlagPSH
	TCPFlagACK
	TCPFlagURG
	TCPFlagECE
	TCPFlagCWR
	TCPFlagAE // once called NS
)

var flagNames = [...]string{"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE"}

// Has reports whether all of these flags are set.
func (f TCPFlags) Has(flags TCPFlags) bool { return f&flags == flags }

// String returns the names of the flags that are set, such as "SYN|ACK", and after them what has no name, in hexadecimal.
func (f TCPFlags) String() string {
	var set []string
	for i, name := range flagNames {
		if f.Has(1 << i) {
			set = append(set, name)
		}
	}
	if rest := f >> len(flagNames) << len(flagNames); rest != 0 || f == 0 {
		set = append(set, "0x"+strconv.FormatUint(uint64(rest), 16))
	}
	return strings.Join(set, "|")
}

// Flags returns the TCP flags, and whether there are any that can be read: hexadecimal digits after 0x, as documented for BareMetal,
// of at most 16 bits.
func (d *Details) Flags() (TCPFlags, bool) {
	digits, ok := strings.CutPrefix(strings.ToLower(d.TCPFlags.V), "0x")
	n, err := strconv.ParseUint(digits, 16, 16)
	if !ok || err != nil {
		return 0, false
	}
	return TCPFlags(n), true
}
