package main

import (
	"database/sql"
	"embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	_ "github.com/duckdb/duckdb-go/v2"
)

// duckdbMode is the argument that makes this program report by DuckDB, and nothing else.
const duckdbMode = "duckdb"

//go:embed sql
var queries embed.FS

func query(name string) string {
	text, err := queries.ReadFile("sql/" + name + ".sql")
	must(err)
	return string(text)
}

// reportByDuckDB writes the report of active users as CSV. Its arguments are the source, "events" or "rows", the path
// of the input, and the bounds of the window.
func reportByDuckDB(w io.Writer, args []string) error {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // variables and temporary views belong to a connection
	statements := []string{"SET threads = 2", "SET preserve_insertion_order = false"}
	for i, name := range []string{"path", "from", "to"} {
		value := strings.ReplaceAll(args[i+1], "'", "''")
		statements = append(statements, fmt.Sprintf(`SET VARIABLE "%s" = '%s'`, name, value))
	}
	for _, statement := range append(statements, query("macros"), query(args[0])) {
		if _, err := db.Exec(statement); err != nil {
			return err
		}
	}
	rows, err := db.Query(query("report"))
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

// duckdbVersion returns the version of the library that is linked in.
func duckdbVersion() string {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return err.Error()
	}
	defer db.Close()
	var version string
	if err := db.QueryRow("SELECT version()").Scan(&version); err != nil {
		return err.Error()
	}
	return version
}
