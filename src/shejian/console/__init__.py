"""The command line: ``shejian``. Like the pages, it only asks and acts through the apps below."""
