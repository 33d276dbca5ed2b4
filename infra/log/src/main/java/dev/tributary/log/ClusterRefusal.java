package dev.tributary.log;

import dev.tributary.contract.runtime.NothingReachable;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/// What a cluster's refusal means for whoever runs it, as an exception whose sentence says what to
/// do.
public final class ClusterRefusal {

    private ClusterRefusal() {}

    /// @param servers as they were configured
    /// @param attempt what was tried, the sentence's beginning: `create the topic "a"`
    public static RuntimeException of(String servers, String attempt, Throwable refused) {
        String where = "Kafka at \"" + servers + "\"";
        String reason = String.valueOf(refused.getMessage());
        return switch (refused) {
            case TimeoutException _ ->
                    new NothingReachable(
                            where
                                    + " does not answer ("
                                    + reason
                                    + "); check that it runs (tributary status),"
                                    + " kafka.bootstrap_servers, and that kafka.properties say"
                                    + " what it speaks (security.protocol)");
            case SslAuthenticationException _ ->
                    new IllegalStateException(
                            where
                                    + " and this program do not trust each other: "
                                    + reason
                                    + "; check ssl.truststore.* and ssl.keystore.* in"
                                    + " kafka.properties, and that its certificate names the host",
                            refused);
            case AuthenticationException _ ->
                    new IllegalStateException(
                            where
                                    + " refuses the login: "
                                    + reason
                                    + "; check sasl.mechanism and sasl.jaas.config in"
                                    + " kafka.properties",
                            refused);
            case AuthorizationException _ ->
                    new IllegalStateException(
                            where
                                    + " does not allow us to "
                                    + attempt
                                    + ": "
                                    + reason
                                    + "; let its administrator run:\n"
                                    + rights(servers),
                            refused);
            case InvalidReplicationFactorException _ ->
                    new IllegalStateException(
                            where
                                    + " cannot "
                                    + attempt
                                    + ": "
                                    + reason
                                    + "; lower kafka.replication_factor or add brokers",
                            refused);
            default ->
                    new IllegalStateException(
                            where + " refuses to " + attempt + ": " + reason, refused);
        };
    }

    /// All rights that the programs need, as commands for the cluster's administrator.
    public static String rights(String servers) {
        String add =
                "kafka-acls.sh --bootstrap-server "
                        + servers
                        + " --add --allow-principal User:<our user>"
                        + " --resource-pattern-type prefixed";
        return add
                + " --topic tributary. --operation Create --operation Describe"
                + " --operation DescribeConfigs --operation Read --operation Write\n"
                + add
                + " --group tributary- --operation Read --operation Describe\n"
                + add
                + " --transactional-id tributary- --operation Write --operation Describe";
    }
}
