package dev.tributary.contract.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.json.JsonMapper;

/// How the contract's records look as JSON: components by name, identifiers as strings, times as
/// RFC 3339, absent instead of null.
public final class ContractJson {

    private ContractJson() {}

    public static JsonMapper mapper() {
        return JsonMapper.builder()
                .addModule(new IdentityModule())
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
    }
}
