package main

import (
	"encoding/csv"
	"io"
	"net"
	"strings"
	"time"

	"github.com/flowtrail/flowtrail/internal/printable"
)

// trafficFormats are the ways to print a list of connections.
var trafficFormats = map[string]reportFormat[*connection]{
	"table": trafficTable,
	"csv":   trafficCSV,
	"json":  reportJSON[*connection],
}

// trafficTable prints connections for people: under short names, with figures that are easy to read.
func trafficTable(w io.Writer, list []*connection) error {
	t := newTable("TIME (UTC)", "USER", "RESOURCE", "ADDRESS", "IP", "PROTOCOL", "TYPE", ">DURATION", ">SENT", ">RECEIVED", "NETWORK", "OUTCOME")
	for _, c := range list {
		user := c.User
		if c.ServiceAccount != "" {
			user = c.ServiceAccount + " (service account)"
		}
		address := c.Address
		if c.Port.Valid {
			address = net.JoinHostPort(address, c.Port.String())
		}
		outcome := c.Outcome
		if c.Error != "" {
			outcome += ": " + c.Error
		}
		duration, sent, received, ip := "", "", "", ""
		if c.Duration.Valid {
			duration = time.Duration(c.Duration.V).String()
		}
		if c.BytesTransferred.Valid {
			sent = byteCount(c.BytesTransferred.V)
		}
		if c.BytesReceived.Valid {
			received = byteCount(c.BytesReceived.V)
		}
		if c.IP.IsValid() {
			ip = c.IP.String()
		}
		t.row(c.Time.UTC().Format("2006-01-02 15:04:05.00"), printable.Text(user), printable.Text(c.Resource), printable.Text(address), ip,
			string(c.Protocol), strings.ReplaceAll(c.Type, "_", " "), duration, sent, received, printable.Text(c.RemoteNetwork), printable.Text(outcome))
	}
	return t.print(w)
}

// trafficCSV prints connections as CSV, safe for spreadsheets.
func trafficCSV(w io.Writer, list []*connection) error {
	rows := csv.NewWriter(w)
	rows.Write([]string{
		"time", "duration_seconds", "user", "service_account", "resource", "resource_id", "address", "ip", "port", "protocol",
		"connection_type", "remote_network", "bytes_transferred", "bytes_received", "outcome", "error",
	})
	for _, c := range list {
		ip, _ := c.IP.MarshalText() // empty if there is none
		rows.Write([]string{
			c.Time.String(), c.Duration.String(), noFormula(c.User), noFormula(c.ServiceAccount), noFormula(c.Resource), noFormula(c.ResourceID),
			noFormula(c.Address), string(ip), c.Port.String(), string(c.Protocol),
			c.Type, noFormula(c.RemoteNetwork), c.BytesTransferred.String(), c.BytesReceived.String(), c.Outcome, noFormula(c.Error),
		})
	}
	rows.Flush()
	return rows.Error()
}
