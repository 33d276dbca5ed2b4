package dev.tributary.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.render.Report;
import dev.tributary.contract.answer.Meta;
import dev.tributary.contract.runtime.Finding;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private static final Finding FINE = Finding.ok("Kafka", "answers");
    private static final Finding LESS = Finding.warning("Kafka", "one replica", "add one");
    private static final Finding BROKEN = Finding.problem("disk", "full", "make room\nor move");
    private static final Finding AWAY = Finding.unreachable("Postgres", "no answer", "start it");

    @Test
    void the_worst_finding_decides_the_exit_code_and_warnings_do_not_count() {
        assertThat(new Diagnosis(List.of(FINE, LESS)).exitCode()).isZero();
        assertThat(new Diagnosis(List.of(FINE, LESS, BROKEN)).exitCode()).isEqualTo(1);
        assertThat(new Diagnosis(List.of(AWAY, BROKEN)).exitCode()).isEqualTo(4);
    }

    @Test
    void a_person_sees_each_line_of_a_remedy_below_what_it_mends_and_a_script_all_fields() {
        // Given
        Diagnosis diagnosis = new Diagnosis(List.of(FINE, BROKEN));

        // When
        Report report = diagnosis.report(new Meta(Duration.ZERO, null, List.of(), null, null));

        // Then
        assertThat(report.sections().getFirst().grid().rows())
                .containsExactly(
                        List.of("ok", "Kafka", "answers"),
                        List.of("problem", "disk", "full"),
                        List.of("", "", "  -> make room"),
                        List.of("", "", "  -> or move"));
        assertThat(report.data().at("/findings/1").toString())
                .isEqualTo(
                        "{\"level\":\"problem\",\"subject\":\"disk\",\"finding\":\"full\",\"remedy\":\"make"
                            + " room\\nor move\"}");
    }
}
