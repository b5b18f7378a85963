"""A clerk's own workbook with what is wrong marked in its cells; in a child process, for the file is a stranger's."""
