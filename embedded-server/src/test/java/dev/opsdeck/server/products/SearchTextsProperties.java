package dev.opsdeck.server.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.products.ProductStatus;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/// A search in memory against a look at each text.
final class SearchTextsProperties {

    @Property
    void findsEachProductThatHasTheWordInOneOfItsTexts(
            @ForAll @Size(max = 300) List<@StringLength(max = 4) @CharRange(from = 'a', to = 'c') String> texts,
            @ForAll @StringLength(max = 3) @CharRange(from = 'a', to = 'c') String q,
            @ForAll ProductStatus status,
            @ForAll boolean onlyOdd) {
        SearchTexts.Builder builder = new SearchTexts.Builder();
        for (int i = 0; i < texts.size(); i++) {
            builder.add(
                    i,
                    i % 3 == 0 ? status : ProductStatus.ARCHIVED,
                    i % 2 == 0 ? "even" : "odd",
                    texts.get(i) + SearchTexts.BETWEEN + "b" + SearchTexts.BETWEEN + texts.get(i));
        }
        ListQuery.Filter filter = new ListQuery.Filter(status, q.toUpperCase(Locale.ROOT), onlyOdd ? "odd" : null);

        SearchTexts.Found found = builder.build().find(filter);

        List<Long> expected = LongStream.range(0, texts.size())
                .filter(i -> status == ProductStatus.ARCHIVED || i % 3 == 0)
                .filter(i -> !onlyOdd || i % 2 == 1)
                .filter(i -> texts.get((int) i).contains(q) || "b".contains(q))
                .boxed()
                .toList();
        assertThat(found.total()).isEqualTo(expected.size());
        assertThat(found.ids()).isEqualTo(expected.size() > SearchTexts.KEPT ? null : expected);
    }

    @Example
    void ofVeryManyOnlyTheNumberIsTold() {
        SearchTexts.Builder builder = new SearchTexts.Builder();
        for (int i = 0; i <= SearchTexts.KEPT; i++) {
            builder.add(i, ProductStatus.ACTIVE, i == 0 ? "other" : "n", "lamp");
        }
        SearchTexts texts = builder.build();

        assertThat(texts.find(new ListQuery.Filter(null, "lamp", null)))
                .isEqualTo(new SearchTexts.Found(SearchTexts.KEPT + 1, null));
        assertThat(texts.find(new ListQuery.Filter(null, "lamp", "n")).ids())
                .hasSize(SearchTexts.KEPT)
                .doesNotContain(0L);
    }
}
