package dev.opsdeck.api.sync;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The feed formats that can be read. Normally detected from the content.
public enum FeedFormat {
    /// Google Merchant as RSS 2.0 or Atom.
    @JsonProperty("google_xml")
    GOOGLE_XML,
    /// Google Merchant as TSV or CSV.
    @JsonProperty("google_table")
    GOOGLE_TABLE,
    /// Awin's publisher download, CSV.
    @JsonProperty("awin_publisher")
    AWIN_PUBLISHER,
    /// Any table with a header, by the source's own mapping.
    @JsonProperty("mapped_table")
    MAPPED_TABLE,
    /// Any XML whose root's children are the products, by the source's own mapping.
    @JsonProperty("mapped_xml")
    MAPPED_XML
}
