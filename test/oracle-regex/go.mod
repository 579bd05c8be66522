module kagent/test/oracle-regex

go 1.23.0
