from allauth.account.adapter import DefaultAccountAdapter


class KithAccountAdapter(DefaultAccountAdapter):
    pass
