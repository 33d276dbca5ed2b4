package dev.tributary.contract.vector;

/// Names a way to make vectors: model file, tokenizer, window, pooling, prefixes, dimension.
/// Vectors of different fingerprints must never be compared.
///
/// @param value 16 lower-case hexadecimal digits; safe in a table's name
public record ModelFingerprint(String value) {

    public ModelFingerprint {
        if (!value.matches("[0-9a-f]{16}")) {
            throw new IllegalArgumentException(
                    "model fingerprint \"" + value + "\" is not 16 lower-case hexadecimal digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
