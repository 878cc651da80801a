package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/flowtrail/flowtrail/useractivity"
)

// activeFormats are the ways to print a report of active users.
var activeFormats = map[string]func(io.Writer, []useractivity.ActiveUser) error{
	"table": activeTable,
	"csv":   activeCSV,
	"json":  activeJSON,
}

// activeTable prints the report for people: the same columns under shorter names.
func activeTable(w io.Writer, users []useractivity.ActiveUser) error {
	var lines bytes.Buffer
	table := tabwriter.NewWriter(&lines, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "USER\tLAST ACCESS\tCONNECTIONS\tSUCCESS\tFAILED\tDNS\tOTHER\tBYTES\tTRANSFERRED\tRECEIVED\t"+
		"RELAY %\tP2P %\tDEVICES\tCLIENT IPS\tTOP CLIENT IPS")
	for _, u := range users {
		fmt.Fprintf(table, "%s\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%v\t%v\t%d\t%d\t%s\n",
			printable(u.UserEmail, ""), u.LastAccessDate, u.TotalConnections, u.SuccessConnections, u.FailedConnections,
			u.FailedConnectionsDNS, u.FailedConnectionsOther, u.TotalBytes, u.BytesTransferred, u.BytesReceived,
			u.PercentRelay, u.PercentP2P, u.ActiveDevices, u.NumOfClientIP, strings.ReplaceAll(u.Top10ClientIPs.String(), ",", " "))
	}
	table.Flush()
	_, err := lines.WriteTo(w)
	return err
}

// activeCSV prints the report as CSV. An email that a spreadsheet would take for a formula gets an apostrophe in front.
func activeCSV(w io.Writer, users []useractivity.ActiveUser) error {
	rows := useractivity.CSV.NewWriter(w)
	for i := range users {
		if strings.ContainsAny(users[i].UserEmail[:1], "=+-@\t\r") {
			users[i].UserEmail = "'" + users[i].UserEmail
		}
		if err := rows.Write(&users[i]); err != nil {
			return err
		}
	}
	return rows.Flush()
}

// activeJSON prints one object a line, whose members are called as the columns are.
func activeJSON(w io.Writer, users []useractivity.ActiveUser) error {
	var lines bytes.Buffer
	for _, u := range users {
		fmt.Fprintln(&lines, object(u))
	}
	_, err := lines.WriteTo(w)
	return err
}
