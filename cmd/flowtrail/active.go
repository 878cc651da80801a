package main

import (
	"io"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/flowtrail/flowtrail/internal/printable"
	"github.com/flowtrail/flowtrail/useractivity"
)

// activeFormats are the ways to print a report of active users.
var activeFormats = map[string]reportFormat[useractivity.ActiveUser]{
	"table": activeTable,
	"csv":   reportCSV(useractivity.CSV, func(u *useractivity.ActiveUser) *string { return &u.UserEmail }),
	"json":  reportJSON[useractivity.ActiveUser],
}

// activeTable prints the report for people: the same columns under shorter names, and figures that are easy to read.
func activeTable(w io.Writer, users []useractivity.ActiveUser) error {
	t := newTable("USER", "LAST ACCESS (UTC)", ">TOTAL", ">OK", ">FAILED", ">DNS", ">OTHER", ">BYTES", ">SENT", ">RECEIVED",
		">RELAY %", ">P2P %", ">DEVICES", ">IPS", "TOP CLIENT IPS")
	for _, u := range users {
		t.row(printable.Text(u.UserEmail), u.LastAccessDate.UTC().Format(time.DateTime), count(u.TotalConnections), count(u.SuccessConnections),
			count(u.FailedConnections), count(u.FailedConnectionsDNS), count(u.FailedConnectionsOther),
			byteCount(u.TotalBytes), byteCount(u.BytesTransferred), byteCount(u.BytesReceived), u.PercentRelay.String(), u.PercentP2P.String(),
			count(u.ActiveDevices), count(u.NumOfClientIP), firstOf(u.Top10ClientIPs, 3))
	}
	return t.print(w)
}

func count(n int64) string { return strconv.FormatInt(n, 10) }

// byteCount returns a number of bytes in the unit in which it is easy to read.
func byteCount(n int64) string {
	if n < 1000 {
		return count(n) + " B"
	}
	size, unit := float64(n)/1000, 0
	for size >= 999.95 {
		size, unit = size/1000, unit+1
	}
	return strconv.FormatFloat(size, 'f', 1, 64) + " " + "kMGTPE"[unit:unit+1] + "B"
}

// firstOf returns the first n addresses, and how many more there are.
func firstOf(addrs []netip.Addr, n int) string {
	var text []string
	for _, addr := range addrs[:min(n, len(addrs))] {
		text = append(text, addr.String())
	}
	if more := len(addrs) - n; more > 0 {
		text = append(text, "+"+strconv.Itoa(more))
	}
	return strings.Join(text, " ")
}
