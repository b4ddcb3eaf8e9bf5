package dev.opsdeck.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatementTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select * from a where id = ?|select * from a where id = ?",
                "select  *\tfrom a  where id = 17|select * from a where id = ?",
                "select 'it''s', \"a 1\", 1.5e3 from a|select ?, \"a 1\", ? from a",
                "insert into a (x, y) values (?, ?)|insert into a (x, y) values (?, …)",
                "insert into a values (?, ?, ?), (?, ?, ?),(?,?,?)|insert into a values (?, …), …",
                "insert into a values (?), (?), (?)|insert into a values (?), …",
                "select p50_max from sync_staging_17 t|select p50_max from sync_staging_? t",
                "select a -- the first\u2028 , b /* 'x' */ from t|select a",
                "select a /* 'x' */, b from t|select a, b from t",
                "select 'open|select ?",
                "select \"open|select \"open",
                "select a /* open|select a",
                "' '|?",
                "a , b ( c )|a, b (c)"
            })
    void whatDiffersOnlyInItsValuesIsOneStatement(String sql, String statement) {
        assertThat(StatementText.normalised(sql)).isEqualTo(statement);
    }

    @Test
    void listsOfAnyLengthAreOneStatement() {
        String one = StatementText.normalised("select a from b where c in (" + marks(2) + ") and d = ?");
        for (int length : new int[] {3, 10, 200}) {
            assertThat(StatementText.normalised("select a from b where c in (" + marks(length) + ") and d = ?"))
                    .isEqualTo(one);
        }
        assertThat(one).isEqualTo("select a from b where c in (?, …) and d = ?");
    }

    @Test
    void aLineCommentEndsWithItsLine() {
        assertThat(StatementText.normalised("select a -- it's one\n from b")).isEqualTo("select a from b");
    }

    @Test
    void aStatementWithoutEndIsCut() {
        String sql = "select " + "a + ".repeat(5_000) + "b";
        assertThat(StatementText.normalised(sql)).hasSize(4_000).endsWith("…");
    }

    private static String marks(int length) {
        return String.join(", ", Collections.nCopies(length, "?"));
    }
}
