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
    /// The table that advertisers give to Awin.
    @JsonProperty("awin_advertiser")
    AWIN_ADVERTISER,
    /// CJ, with its own column names or Google's.
    @JsonProperty("cj")
    CJ,
    /// Rakuten: bars between the fields, the first line `HDR`, the last `TRL` with the count.
    @JsonProperty("rakuten")
    RAKUTEN,
    /// ShareASale: 26 columns in a fixed order, with or without a header.
    @JsonProperty("shareasale")
    SHAREASALE,
    /// Any table with a header, by the source's own mapping.
    @JsonProperty("mapped_table")
    MAPPED_TABLE,
    /// Any XML whose root's children are the products, by the source's own mapping.
    @JsonProperty("mapped_xml")
    MAPPED_XML,
    /// One JSON object on each line, by the source's own mapping; dots lead into nested objects.
    @JsonProperty("mapped_ndjson")
    MAPPED_NDJSON
}
