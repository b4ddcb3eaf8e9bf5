package dev.opsdeck.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SampleFeedTest {

    @Test
    void theBundledSampleIsWhatTheGeneratorMakes() throws IOException {
        StringWriter made = new StringWriter();
        SampleFeed.write(made, SampleFeed.ITEMS, 0, SampleFeed.SEED);

        assertThat(Files.readString(Path.of("../assets/sample-feed.xml"))).isEqualTo(made.toString());
    }
}
