import pytest, time
from tests.accounts.conftest import *
from tests.accounts.test_enumeration import *
from tests.accounts.conftest import _limits_begin_anew
pytestmark = pytest.mark.django_db
def test_x(argon2, visitor, settings, maya, monkeypatch):
    settings.ACCOUNT_RATE_LIMITS=False
    from django.contrib.auth import hashers
    n=[]
    real=hashers.Argon2PasswordHasher.encode
    def enc(self,*a,**k):
        t=time.perf_counter(); r=real(self,*a,**k); n.append(time.perf_counter()-t); return r
    monkeypatch.setattr(hashers.Argon2PasswordHasher,"encode",enc)
    for e in ("a@x.org",maya.email,"b@x.org"):
        n.clear(); t=time.perf_counter(); sign_up(visitor(), e); print(e, time.perf_counter()-t, n)
def test_y(visitor, maya):
    known = told(signing_in(visitor("10.0.0.1"), maya.email), maya.email)
    unknown = told(signing_in(visitor("10.0.0.2"), "mona@example.org"), "mona@example.org")
    for a,b in zip(known,unknown):
        if a!=b:
            print(a[:3], b[:3])
            import difflib; print("\n".join(difflib.unified_diff(a[3].splitlines(), b[3].splitlines(), lineterm="", n=0)))
def test_z(visitor, maya, now):
    maya.leave(now=now)
    known = told(sending_another_code(visitor("10.0.0.1"), maya.email), maya.email)
    unknown = told(sending_another_code(visitor("10.0.0.2"), "mona@example.org"), "mona@example.org")
    for a,b in zip(known,unknown):
        if a!=b:
            print(a[:3], b[:3])
            import difflib; print("\n".join(difflib.unified_diff(a[3].splitlines(), b[3].splitlines(), lineterm="", n=0)))
