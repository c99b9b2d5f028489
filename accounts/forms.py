from allauth.account.forms import SignupForm


class JoinForm(SignupForm):
    pass
