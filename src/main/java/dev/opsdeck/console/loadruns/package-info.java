/// The Load runs page: the list of runs, one run live or as its report, and the dialog that starts one.
@NullMarked
package dev.opsdeck.console.loadruns;

import org.jspecify.annotations.NullMarked;
