// Command duckdb writes the report of active users as CSV, as `flowtrail report active` does, but by DuckDB with two
// threads:
//
//	duckdb events|rows FILE FROM TO
package main

import (
	"database/sql"
	"embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	_ "github.com/duckdb/duckdb-go/v2"
)

//go:embed sql
var queries embed.FS

func main() {
	if len(os.Args) != 5 {
		fmt.Fprintln(os.Stderr, "usage: duckdb events|rows FILE FROM TO")
		os.Exit(2)
	}
	if err := report(os.Stdout, os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "duckdb:", err)
		os.Exit(1)
	}
}

// report writes the report about a source, "events" or "rows". The variables are the path of the input and the bounds
// of the window.
func report(w io.Writer, source string, variables []string) error {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // variables and temporary views belong to a connection
	statements := []string{"SET threads = 2", "SET preserve_insertion_order = false"}
	for i, name := range []string{"path", "from", "to"} {
		value := strings.ReplaceAll(variables[i], "'", "''")
		statements = append(statements, fmt.Sprintf(`SET VARIABLE "%s" = '%s'`, name, value))
	}
	for _, name := range []string{"macros", source} {
		text, err := queries.ReadFile("sql/" + name + ".sql")
		if err != nil {
			return err
		}
		statements = append(statements, string(text))
	}
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			return err
		}
	}
	query, err := queries.ReadFile("sql/report.sql")
	if err != nil {
		return err
	}
	rows, err := db.Query(string(query))
	if err != nil {
		return err
	}
	defer rows.Close()
	return writeRows(w, rows)
}

func writeRows(w io.Writer, rows *sql.Rows) error {
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	writer := csv.NewWriter(w)
	writer.Write(columns)
	cells := make([]string, len(columns))
	into := make([]any, len(columns))
	for i := range cells {
		into[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		writer.Write(cells)
	}
	writer.Flush()
	return errors.Join(rows.Err(), writer.Error())
}
