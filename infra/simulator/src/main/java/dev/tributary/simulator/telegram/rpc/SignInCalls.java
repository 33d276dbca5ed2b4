package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.mtproto.DhPrime;
import dev.tributary.simulator.telegram.mtproto.Octets;
import dev.tributary.simulator.telegram.mtproto.Refusal;
import dev.tributary.simulator.telegram.mtproto.RpcCall;
import dev.tributary.simulator.telegram.tl.TlAnswer;
import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Town;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Signing in by code, by password, by a QR code that somebody accepts, and at another data center.
///
/// @see <https://core.telegram.org/api/auth>
final class SignInCalls {

    private static final String CODE_HASH = "code-hash";
    private static final int TOKEN_SECONDS = 30;
    private static final int SECURE_RANDOM = 256;
    private static final String KDF =
            "passwordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow";

    private final Town town;
    private final SignIns signIns;
    private final SecureRandom random = new SecureRandom();
    private final Map<Long, Srp> proofs = new HashMap<>();
    private final Map<Long, Account> acceptedTokens = new HashMap<>();
    private final Map<Long, Account> exported = new HashMap<>();

    SignInCalls(Town town, SignIns signIns) {
        this.town = town;
        this.signIns = signIns;
    }

    void into(Functions functions) {
        functions.toAnybody("auth.sendCode", this::sendCode);
        functions.toAnybody("auth.resendCode", this::sendCode);
        functions.toAnybody("auth.cancelCode", _ -> TlAnswer.Bool.TRUE);
        functions.toAnybody("auth.signIn", this::signIn);
        functions.toAnybody("account.getPassword", this::password);
        functions.toAnybody("auth.checkPassword", this::checkPassword);
        functions.toAnybody("auth.exportLoginToken", this::exportLoginToken);
        functions.toAnybody("auth.importAuthorization", this::importAuthorization);
        functions.toAnybody("auth.logOut", this::logOut);
        functions.toAccounts("auth.exportAuthorization", this::exportAuthorization);
    }

    private TlObject sendCode(RpcCall call) {
        account(call);
        TlObject type = TlObject.of("auth.sentCodeTypeApp").with("length", 5);
        return TlObject.of("auth.sentCode").with("type", type).with("phone_code_hash", CODE_HASH);
    }

    private Account account(RpcCall call) {
        String phone = call.function().text("phone_number").replaceAll("\\D", "");
        Account found =
                town.accounts().stream()
                        .filter(account -> account.person().phone().equals(phone))
                        .findFirst()
                        .orElseThrow(() -> new Refusal(400, "PHONE_NUMBER_INVALID"));
        if (signIns.isBanned(found)) {
            throw new Refusal(400, "PHONE_NUMBER_BANNED");
        }
        return found;
    }

    private TlObject signIn(RpcCall call) {
        Account account = account(call);
        if (!account.code().equals(call.function().text("phone_code"))) {
            throw new Refusal(400, "PHONE_CODE_INVALID");
        }
        return enter(call.authKeyId(), account);
    }

    private TlObject enter(long authKeyId, Account account) {
        if (account.password().isPresent()) {
            signIns.awaitPassword(authKeyId, account);
            throw new Refusal(401, "SESSION_PASSWORD_NEEDED");
        }
        return signedIn(authKeyId, account);
    }

    private TlObject signedIn(long authKeyId, Account account) {
        signIns.signIn(authKeyId, account);
        return TlObject.of("auth.authorization")
                .with("user", PeopleWire.user(account, account.person()));
    }

    // The second step

    private TlObject password(RpcCall call) {
        Optional<String> password =
                signIns.awaitingPassword(call.authKeyId())
                        .or(() -> signIns.account(call.authKeyId()))
                        .flatMap(Account::password);
        TlObject answer =
                TlObject.of("account.password")
                        .with("new_algo", algorithm(new byte[8], new byte[16]))
                        .with("new_secure_algo", TlObject.of("securePasswordKdfAlgoUnknown"))
                        .with("secure_random", random(SECURE_RANDOM));
        if (password.isEmpty()) {
            return answer;
        }
        Srp srp = new Srp(password.get(), random);
        proofs.put(call.authKeyId(), srp);
        return answer.when(true, "has_password")
                .with("current_algo", algorithm(srp.salt1(), srp.salt2()))
                .with("srp_B", srp.offered())
                .with("srp_id", call.authKeyId());
    }

    private static TlObject algorithm(byte[] salt1, byte[] salt2) {
        return TlObject.of(KDF)
                .with("salt1", salt1)
                .with("salt2", salt2)
                .with("g", DhPrime.GENERATOR)
                .with("p", Octets.unsigned(DhPrime.PRIME, DhPrime.BYTES));
    }

    private TlObject checkPassword(RpcCall call) {
        TlObject proof = call.function().object("password");
        Srp srp = proofs.remove(call.authKeyId());
        Optional<Account> account = signIns.awaitingPassword(call.authKeyId());
        if (srp == null || account.isEmpty() || !proof.is("inputCheckPasswordSRP")) {
            throw new Refusal(400, "SRP_ID_INVALID");
        }
        if (!srp.accepts(proof.bytes("A"), proof.bytes("M1"))) {
            throw new Refusal(400, "PASSWORD_HASH_INVALID");
        }
        return signedIn(call.authKeyId(), account.get());
    }

    // By QR code: the token is the key's id, so that whoever accepts it says who waits.

    private TlObject exportLoginToken(RpcCall call) {
        Account account = acceptedTokens.remove(call.authKeyId());
        if (account != null) {
            return TlObject.of("auth.loginTokenSuccess")
                    .with("authorization", enter(call.authKeyId(), account));
        }
        byte[] token = ByteBuffer.allocate(Long.BYTES).putLong(call.authKeyId()).array();
        return TlObject.of("auth.loginToken")
                .with("expires", Wire.seconds(town.clock().instant()) + TOKEN_SECONDS)
                .with("token", token);
    }

    /// @return the key that waits
    long accept(byte[] token, Account account) {
        long authKeyId = ByteBuffer.wrap(token).getLong();
        acceptedTokens.put(authKeyId, account);
        return authKeyId;
    }

    // At another data center

    private TlObject exportAuthorization(Caller caller, TlObject function) {
        long id = random.nextLong();
        exported.put(id, caller.account());
        byte[] proof = ByteBuffer.allocate(Long.BYTES).putLong(id).array();
        return TlObject.of("auth.exportedAuthorization")
                .with("id", caller.account().person().id())
                .with("bytes", proof);
    }

    private TlObject importAuthorization(RpcCall call) {
        Account account =
                exported.remove(ByteBuffer.wrap(call.function().bytes("bytes")).getLong());
        if (account == null) {
            throw new Refusal(400, "AUTH_BYTES_INVALID");
        }
        return signedIn(call.authKeyId(), account);
    }

    private TlObject logOut(RpcCall call) {
        signIns.signOut(call.authKeyId());
        return TlObject.of("auth.loggedOut");
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
