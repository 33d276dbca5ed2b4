package dev.tributary.ingestor.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.identity.AccountId;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;

class InstanceTest {

    private static final AccountId ACCOUNT = AccountId.parse("vkteams:1000003205");

    @Test
    void chance_shares_the_accounts_out() {
        Random random = new Random(7);
        List<Instance> instances =
                IntStream.range(0, 3).mapToObj(_ -> Instance.passing(random)).toList();

        List<Long> shares =
                instances.stream()
                        .map(instance ->
                                IntStream.range(0, 3_000)
                                        .mapToObj(n -> AccountId.parse("vkteams:" + n))
                                        .filter(account ->
                                                instances.stream()
                                                        .allMatch(other ->
                                                                clientId(instance, account)
                                                                                .compareTo(
                                                                                        clientId(
                                                                                                other,
                                                                                                account))
                                                                        <= 0))
                                        .count())
                        .toList();

        assertThat(shares).allSatisfy(share -> assertThat(share).isBetween(800L, 1_200L));
    }

    @Test
    void only_a_lasting_one_takes_its_place_again() {
        assertThat(Instance.passing(new Random(1)).identity(ACCOUNT))
                .doesNotContainKey(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        assertThat(Instance.lasting("embedded").identity(ACCOUNT))
                .containsEntry(
                        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                        new Instance("embedded", 1, true)
                                .identity(ACCOUNT)
                                .get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
    }

    @Test
    void an_operator_reads_where_it_is() {
        assertThat(Instance.describe("0a1b2c3d-pid71", "/10.0.0.2"))
                .isEqualTo("10.0.0.2, process 71");
        assertThat(Instance.describe("somebody", "/10.0.0.3")).isEqualTo("10.0.0.3");
    }

    private static String clientId(Instance instance, AccountId account) {
        return String.valueOf(instance.identity(account).get(ConsumerConfig.CLIENT_ID_CONFIG));
    }
}
